package bliss4j.localredis;

import java.nio.file.Path;

/** Another process that starts the local Redis of the folder in its first argument and prints its port. */
final class StartMain {
    private StartMain() {}

    public static void main(String[] arguments) {
        System.out.println(LocalRedis.in(Path.of(arguments[0])).start().port());
    }
}
