package bliss4j.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a document shows as typed at Python's prompt, and a script that types it. */
final class PythonSteps {
    private static final Pattern BLOCK = Pattern.compile("```python\\n(.*?)```", Pattern.DOTALL);
    private static final String PROMPT = ">>> ";
    private static final String MORE = "...";
    private static final String MARK = "@@ step";

    /**
     * One input and what is shown below it.
     *
     * @param code perhaps of several lines
     */
    record Step(String code, List<String> expected) {}

    private PythonSteps() {}

    static List<Step> of(String document) {
        List<Step> steps = new ArrayList<>();
        BLOCK.matcher(document).results().forEach(block -> {
            StringBuilder code = new StringBuilder();
            List<String> shown = new ArrayList<>();
            for (String line : block.group(1).lines().toList()) {
                if (line.startsWith(PROMPT)) {
                    add(steps, code, shown);
                    code.append(line.substring(PROMPT.length())).append('\n');
                } else if (line.startsWith(MORE) && shown.isEmpty()) {
                    code.append(line.substring(Math.min(PROMPT.length(), line.length())))
                            .append('\n');
                } else {
                    shown.add(line);
                }
            }
            add(steps, code, shown);
        });
        return steps;
    }

    private static void add(List<Step> steps, StringBuilder code, List<String> shown) {
        if (!code.isEmpty()) {
            steps.add(new Step(code.toString(), List.copyOf(shown)));
        }
        code.setLength(0);
        shown.clear();
    }

    /** Types inputs one after the other, with a mark before the output of each. */
    static String script(List<String> inputs) {
        StringBuilder script = new StringBuilder("import linecache, sys\n");
        script.append("""
                def type_in(number, text):
                    print("%s")
                    name = f"<input {number}>"
                    linecache.cache[name] = len(text), None, text.splitlines(keepends=True), name
                    try:
                        exec(compile(text, name, "single"), globals())
                    except Exception as failure:
                        print(f"{type(failure).__name__}: {failure}")

                """.formatted(MARK));
        for (int i = 0; i < inputs.size(); i++) {
            script.append("type_in(%d, r'''%s''')%n".formatted(i, inputs.get(i)));
        }
        return script.toString();
    }

    /** What came of each input. */
    static List<List<String>> split(List<String> lines) {
        List<List<String>> all = new ArrayList<>();
        for (String line : lines) {
            if (line.equals(MARK)) {
                all.add(new ArrayList<>());
            } else {
                all.getLast().add(line);
            }
        }
        return all;
    }
}
