package bliss4j.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** The child of {@link ChildJvmTest}: prints its arguments, an environment variable, and every line it is sent. */
final class EchoMain {
    private EchoMain() {}

    public static void main(String[] arguments) throws IOException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("goodbye")));
        for (String argument : arguments) {
            System.out.println(argument);
        }
        System.out.println("CAST=" + System.getenv("CAST"));
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line = input.readLine();
        while (line != null && !line.equals("fail")) {
            System.out.println("> " + line);
            line = input.readLine();
        }
        throw new IllegalStateException("told to fail");
    }
}
