package bliss4j.console;

import bliss4j.shell.Completion;
import bliss4j.shell.PythonShell;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jspecify.annotations.Nullable;

/** Completes names and attributes; behind an open parenthesis it shows how the function is called. */
final class PythonCompleter implements Completer {
    private final PythonShell shell;

    PythonCompleter(PythonShell shell) {
        this.shell = shell;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        String before = line.line().substring(0, line.cursor());
        shell.signature(before)
                .ifPresentOrElse(
                        reader::printAbove,
                        () -> shell.completions(before).forEach(completion -> candidates.add(candidate(completion))));
    }

    private static Candidate candidate(Completion completion) {
        @Nullable String note = completion.note().isEmpty() ? null : completion.note();
        boolean whole = false; // no blank is typed behind it
        return new Candidate(completion.word(), completion.word(), null, note, null, null, whole);
    }
}
