package bliss4j.nexus;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Another process that writes a file: holds it until told to go on, or takes as many numbers as it is told. */
public final class FileHolder {
    private FileHolder() {}

    /** Arguments: the file, and how many numbers; 0 for holding it until a line comes. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        int numbers = Integer.parseInt(arguments[1]);
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        if (numbers == 0) {
            try (NexusFiles.Claim claim = NexusFiles.claim(file, "ascan", "other_session", DemoScan.NEXT)) {
                System.out.println("holds " + claim.number());
                input.readLine();
            }
        } else {
            System.out.println("ready");
            input.readLine();
        }
        for (int i = 0; i < numbers; i++) {
            try (NexusFiles.Claim claim = NexusFiles.claim(file, "ascan", "other_session", DemoScan.NEXT)) {
                System.out.println(claim.number());
            }
        }
        System.out.println("end");
    }
}
