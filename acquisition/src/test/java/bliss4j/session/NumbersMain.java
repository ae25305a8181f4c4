package bliss4j.session;

import static bliss4j.scan.ScanCommands.loopscan;

import java.nio.file.Path;

/** Another process of the session: runs so many scans, and prints their numbers. */
final class NumbersMain {
    private NumbersMain() {}

    /** @param arguments folder of the beamline, URL of Redis, how many scans */
    public static void main(String[] arguments) {
        try (Beamline beamline = Beamline.at(Path.of(arguments[0]), arguments[1])) {
            System.out.println("ready");
            for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
                int number = beamline.session
                        .run(loopscan(1, 0, beamline.counter("diode2")))
                        .number()
                        .orElseThrow();
                System.out.println("number " + number);
            }
        }
    }
}
