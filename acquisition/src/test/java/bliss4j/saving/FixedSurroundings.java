package bliss4j.saving;

import java.time.LocalDateTime;

/** A user and a time that a test sets. */
final class FixedSurroundings implements Surroundings {
    volatile String user = "seb";
    volatile LocalDateTime now = LocalDateTime.of(2019, 4, 3, 9, 5, 59);

    @Override
    public String user() {
        return user;
    }

    @Override
    public LocalDateTime now() {
        return now;
    }
}
