package bliss4j.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Python that {@code data_structure.md} shows, block by block in the page's order, and what it says comes of it. */
final class PageSnippets {
    private static final Pattern BLOCK = Pattern.compile("```py(?:thon)?\n(.*?)```", Pattern.DOTALL);
    /** How lines begin that the page shows as output. */
    private static final Pattern OUTPUT = Pattern.compile(
            "(test_session|sample\\d|\\d+_ascan|axis|roby|timer|elapsed_time|diode) +\\S.*|deque.*| +Scan\\(.*|maxlen.*|Scan\\(.*"
                    + "|<.*|event\\..*|\\{|\\}|'.*| +[0-9].*|\\.\\.\\.");

    /**
     * Lines that are typed together, and what is shown below them.
     *
     * @param code as it stands on the page
     * @param shown lines, without empty ones
     */
    record Step(String code, List<String> shown) {}

    /** A prompt of the page's, and what was typed at it. */
    private static final Pattern PROMPT = Pattern.compile("BLISS \\[\\d+]: (.*)");

    private static final Pattern ANSWER = Pattern.compile(" *Out \\[\\d+]: (.*)");

    private final List<List<Step>> blocks;

    private PageSnippets(List<String> texts) {
        blocks = texts.stream().map(PageSnippets::steps).toList();
    }

    /** Reads the page beside the repository. */
    static PageSnippets read() {
        Path page =
                Path.of("../../shared/spec/data_structure.md").toAbsolutePath().normalize();
        try {
            return new PageSnippets(BLOCK.matcher(Files.readString(page))
                    .results()
                    .map(block -> block.group(1))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Step> steps(String block) {
        return block.contains("BLISS [1]:") ? typed(block) : plain(block);
    }

    /** What a block shows as it was typed at prompts. */
    private static List<Step> typed(String block) {
        List<Step> steps = new ArrayList<>();
        for (String line : block.lines().toList()) {
            Matcher prompt = PROMPT.matcher(line);
            Matcher answer = ANSWER.matcher(line);
            if (prompt.matches()) {
                steps.add(new Step(prompt.group(1), new ArrayList<>()));
            } else {
                steps.getLast().shown().add(answer.matches() ? answer.group(1) : line);
            }
        }
        return steps;
    }

    private static List<Step> plain(String block) {
        List<Step> steps = new ArrayList<>();
        StringBuilder code = new StringBuilder();
        List<String> shown = new ArrayList<>();
        for (String line : block.lines().toList()) {
            if (OUTPUT.matcher(line).matches()) {
                shown.add(line);
            } else if (!shown.isEmpty() && !line.isBlank()) {
                steps.add(new Step(code.toString(), shown));
                code = new StringBuilder(line).append('\n');
                shown = new ArrayList<>();
            } else {
                code.append(line).append('\n');
            }
        }
        steps.add(new Step(code.toString(), shown));
        return steps;
    }

    int size() {
        return blocks.size();
    }

    /** The steps of the only block whose code contains this. */
    List<Step> containing(String code) {
        List<List<Step>> found = blocks.stream()
                .filter(steps -> steps.stream().anyMatch(step -> step.code().contains(code)))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " blocks of the page contain " + code);
        }
        return found.getFirst();
    }

    List<Step> block(int index) {
        return blocks.get(index);
    }
}
