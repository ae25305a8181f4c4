package bliss4j.client;

import bliss4j.block.Value;
import java.nio.file.Path;
import java.util.Optional;

/** A process without Redis: sets parameters of its own and takes numbers of a shared counter. */
final class MirrorMain {
    private MirrorMain() {}

    /** @param arguments folder of the copies, name of the process, how many */
    public static void main(String[] arguments) {
        LossySettings redis = new LossySettings();
        redis.away(true);
        MirroredSettings settings = new MirroredSettings(redis, Path.of(arguments[0]));
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
            settings.save("key", arguments[1] + i, Optional.of(Value.of(i)));
            System.out.println("number " + settings.next("counter", 0));
        }
    }
}
