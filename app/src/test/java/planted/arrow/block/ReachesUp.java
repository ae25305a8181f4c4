package planted.arrow.block;

import planted.arrow.redis.Above;

/** Breaks the rule of arrows: block is below redis. */
public final class ReachesUp {
    private ReachesUp() {}

    public static String name() {
        return Above.name();
    }
}
