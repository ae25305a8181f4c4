package bliss4j.localredis;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the server wrote since it was started last: who it is and, when it ended, why. */
final class ServerLog {
    // 4711:M 23 Nov 2026 07:55:00.123 # Failed listening on port 6379 (TCP), aborting.
    private static final Pattern LINE = Pattern.compile("([0-9]+):[A-Z] [^*#.-]*\\.[0-9]{3} [*#.-] (.*)");

    private final StateFolder folder;

    ServerLog(StateFolder folder) {
        this.folder = folder;
    }

    /** Whether the server said who it is and is no longer there. */
    boolean tellsOfDeadServer() {
        return lines().stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .map(line -> Long.parseLong(line.group(1)))
                .filter(pid ->
                        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty())
                .isPresent();
    }

    boolean tellsOfTakenPort() {
        return lines().stream().anyMatch(line -> line.contains("Address already in use"));
    }

    /** The last two things it said: a failure and what it came from. */
    String lastWords() {
        List<String> said = lines().stream()
                .filter(line -> !line.isBlank())
                .map(ServerLog::withoutPrefix)
                .toList();
        Optional<String> words = said.subList(Math.max(0, said.size() - 2), said.size()).stream()
                .reduce((before, last) -> before + " " + last);
        return words.orElse("its log is empty") + " (" + folder.file(StateFolder.LOG) + ")";
    }

    private List<String> lines() {
        return folder.read(StateFolder.LOG).stream().flatMap(String::lines).toList();
    }

    private static String withoutPrefix(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.matches() ? matcher.group(2) : line.strip();
    }
}
