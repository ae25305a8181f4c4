package bliss4j.redis;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Who we are, for those who wonder whose a scan was. */
final class ThisProcess {
    /** {@code process 4711 on id13ctrl}. */
    static final String NAME = "process " + ProcessHandle.current().pid() + " on " + host();

    private ThisProcess() {}

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "a host without a name";
        }
    }
}
