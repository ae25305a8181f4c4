package planted.arrow.redis;

/** What a class below must not see. */
public final class Above {
    private Above() {}

    public static String name() {
        return "above";
    }
}
