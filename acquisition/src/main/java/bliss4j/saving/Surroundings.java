package bliss4j.saving;

import java.time.LocalDateTime;
import java.time.ZoneId;

/** What those parameters follow that nobody set. */
interface Surroundings {
    String user();

    LocalDateTime now();

    /** Whoever runs this process, and the clock of its time zone. */
    static Surroundings real() {
        return new Surroundings() {
            @Override
            public String user() {
                return System.getProperty("user.name", "");
            }

            @Override
            public LocalDateTime now() {
                return LocalDateTime.now(ZoneId.systemDefault());
            }
        };
    }
}
