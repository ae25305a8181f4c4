package bliss4j.docs;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.testing.Oracles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs what the documents show. In a block marked {@code console} a line that begins with {@code $ ./bliss} or another program is run;
 * what stands below it must come out, line by line. In a block marked {@code python} a line that begins with {@code >>>} is typed in a session. A line {@code …} stands for any lines. Numbers with a point, addresses, ports and
 * process ids are compared as such only.
 */
class DocsIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String DEMO = "/tmp/bliss-demo";
    private static final String DEMO_KEY = "tmp:bliss-demo";
    private static final String ANY = "…";
    private static final Pattern VARYING =
            Pattern.compile("0x[0-9a-f]+|-?\\d+\\.\\d+(\\.\\d+)*(e-?\\d+)?|:\\d{4,5},|process \\d+|\\d+ of 1024|\\s+");
    private static final int LIMIT_SECONDS = 300;

    @TempDir
    Path folder;

    private record Step(String command, List<String> expected) {}

    @Test
    void readmeShowsWhatComesOut() throws IOException, InterruptedException {
        showsWhatComesOut("README.md");
    }

    @Test
    void commandsShowWhatComesOut() throws IOException, InterruptedException {
        showsWhatComesOut("docs/reference/commands.md");
    }

    @Test
    void sessionsShowWhatComesOut() throws IOException, InterruptedException {
        showsWhatComesOut("docs/reference/sessions.md");
    }

    @Test
    void scanSavingShowsWhatComesOut() throws IOException, InterruptedException {
        Files.createSymbolicLink(folder.resolve("bliss"), ROOT.resolve("bliss"));
        Files.createDirectories(folder.resolve("data"));
        List<Step> steps = PythonSteps.of(Files.readString(ROOT.resolve("docs/reference/scan-saving.md"))).stream()
                .map(step -> new Step(step.code(), step.expected()))
                .toList();
        Path script = Files.writeString(
                folder.resolve("steps.py"),
                mine(PythonSteps.script(steps.stream().map(Step::command).toList())));
        try {
            List<List<String>> came = PythonSteps.split(run("./bliss run test_session " + script));
            assertThat(came).hasSize(steps.size());
            for (int i = 0; i < steps.size(); i++) {
                Step step = steps.get(i);
                assertThat(matches(step.expected(), came.get(i)))
                        .as("%s%nshown:%n%s%ncame:%n%s", step.command(), lines(step.expected()), lines(came.get(i)))
                        .isTrue();
            }
        } finally {
            run("./bliss redis stop");
        }
    }

    private void showsWhatComesOut(String document) throws IOException, InterruptedException {
        Files.createSymbolicLink(folder.resolve("bliss"), ROOT.resolve("bliss"));
        try {
            compare(steps(Files.readString(ROOT.resolve(document))));
        } finally {
            run("./bliss redis stop");
        }
    }

    private void compare(List<Step> steps) throws IOException, InterruptedException {
        List<String> last = List.of();
        for (Step step : steps) {
            if (!step.command().isEmpty()) {
                last = run(step.command());
            }
            assertThat(matches(step.expected(), last))
                    .as("%s%nshown:%n%s%ncame:%n%s", step.command(), lines(step.expected()), lines(last))
                    .isTrue();
        }
    }

    @Test
    void readmesTestCommandIsWhatCiRuns() throws IOException {
        assertThat(Files.readString(ROOT.resolve("README.md"))).contains("\nmvn verify ");
        assertThat(Files.readString(ROOT.resolve(".ci/run"))).contains("mvn -B -ntp verify");
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<Path> documents;
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            documents = new ArrayList<>(
                    docs.filter(file -> file.toString().endsWith(".md")).toList());
        }
        documents.addAll(
                List.of(ROOT.resolve("README.md"), ROOT.resolve("ARCHITECTURE.md"), ROOT.resolve("CHANGES.md")));
        Pattern link = Pattern.compile("\\]\\((?!https?:)([^)#]+)");
        for (Path document : documents) {
            link.matcher(Files.readString(document))
                    .results()
                    .forEach(found -> assertThat(document.resolveSibling(found.group(1)))
                            .as("link in %s", document)
                            .exists());
        }
    }

    /** The blocks of a document; the first lines of a block that come before a command belong to the one before. */
    private static List<Step> steps(String document) {
        List<Step> steps = new ArrayList<>();
        for (String block : document.split("```console\n")) {
            if (block.equals(document.split("```console\n")[0])) {
                continue;
            }
            Step step = new Step("", new ArrayList<>());
            for (String line : block.substring(0, block.indexOf("```")).lines().toList()) {
                if (line.startsWith("$ ") && !line.startsWith("$ bliss")) {
                    steps.add(step);
                    step = new Step(line.substring(2), new ArrayList<>());
                } else {
                    step.expected().add(line);
                }
            }
            steps.add(step);
        }
        steps.removeIf(step -> step.command().isEmpty() && step.expected().isEmpty());
        return steps;
    }

    private List<String> run(String command) throws IOException, InterruptedException {
        if (!command.startsWith("./bliss")) {
            String[] words = mine(command).split(" ");
            return Oracles.program(words[0], (Object[]) java.util.Arrays.copyOfRange(words, 1, words.length))
                    .lines()
                    .toList();
        }
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", mine(command)).directory(folder.toFile());
        builder.environment().putAll(Map.of("BLISS_HOME", folder.resolve("home").toString()));
        builder.environment().remove("BLISS_CONFIG");
        builder.environment().put("XDG_CONFIG_HOME", folder.resolve("none").toString());
        Path output = Files.createTempFile(folder, "out", ".txt");
        Process process = builder.redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).as(command).isTrue();
        assertThat(process.exitValue()).as(command).isZero();
        return Files.readString(output, StandardCharsets.UTF_8).lines().toList();
    }

    /** The documents write into /tmp; the test does not. */
    private String mine(String line) {
        String path = folder.resolve("data").toString();
        return line.replace(DEMO, path).replace(DEMO_KEY, path.substring(1).replace('/', ':'));
    }

    private boolean matches(List<String> expected, List<String> came) {
        if (expected.isEmpty()) {
            return came.isEmpty();
        }
        String first = expected.getFirst();
        List<String> rest = expected.subList(1, expected.size());
        if (first.equals(ANY)) {
            for (int skip = 0; skip <= came.size(); skip++) {
                if (matches(rest, came.subList(skip, came.size()))) {
                    return true;
                }
            }
            return false;
        }
        return !came.isEmpty()
                && masked(mine(first)).equals(masked(came.getFirst()))
                && matches(rest, came.subList(1, came.size()));
    }

    private static String masked(String line) {
        return VARYING.matcher(line).replaceAll("~");
    }

    private static String lines(List<String> lines) {
        return String.join("\n", lines);
    }
}
