package bliss4j.redis;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who we are, for those who wonder whose a scan was. */
final class ThisProcess {
    /** {@code process 4711 on id13ctrl}. */
    static final String NAME = "process " + ProcessHandle.current().pid() + " on " + host();

    private static final Pattern ANY = Pattern.compile("process (\\d{1,18}) on (.*)");

    private ThisProcess() {}

    /** Whether a process that was named so is certainly gone: one of this machine, with a number that no process has. */
    static boolean isGone(String name) {
        Matcher process = ANY.matcher(name);
        return process.matches()
                && process.group(2).equals(host())
                && ProcessHandle.of(Long.parseLong(process.group(1))).isEmpty();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "a host without a name";
        }
    }
}
