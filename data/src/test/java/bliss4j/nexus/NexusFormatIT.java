package bliss4j.nexus;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.testing.LeakCheck;
import bliss4j.testing.Oracles;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Issue 4, item 2: the validator of NeXus (nexusformat, with the definitions of its release) finds in our files what
 * {@code docs/reference/nexus-layout.md} says that it will, and nothing else.
 */
@ExtendWith(LeakCheck.class)
class NexusFormatIT {
    /** Errors and warnings, a line each: where, and what. */
    private static final String VALIDATE = """
            import sys, re, logging
            from nexusformat.nexus import validate
            class Listens(logging.Handler):
                def __init__(self):
                    super().__init__()
                    self.messages = []
                def emit(self, record):
                    self.messages.append(record.getMessage().strip())
            listens = Listens()
            validate.logger.handlers[:] = [listens]
            validate.validate_file(sys.argv[1])
            where, seen = "", 0
            for message in listens.messages:
                place = re.fullmatch("(NX[a-z_]+|Link|Field|Group): (/.*)", message)
                if place:
                    where, seen = place.group(2), seen + 1
                elif message and not re.match("Filename: |Path: |Definitions: |Total number of ", message):
                    print(where, message)
            assert seen > 3, listens.messages
            """;

    /** What the page tells: names and words of ours, and links to what no detector of NeXus has. */
    private static final List<Pattern> KNOWN = List.of(
            Pattern.compile("/([0-9.]+_\\w+) \"\\1\" is an invalid name"),
            Pattern.compile("/.*/measurement/(.*:.*) \"\\1\" is an invalid name"),
            Pattern.compile("/.* \"@(db_name|scan_uid)\" is not defined as an attribute in NXentry"),
            Pattern.compile("/.* \"@fullname\" is not defined as an attribute in NX(positioner|detector)"),
            Pattern.compile("/.*/instrument/.* Units of NX_ANY not specified"),
            Pattern.compile("/.*_amesh/plot \"@axes\" length does not match the signal rank"),
            Pattern.compile("/.*/instrument/.*/image This field is not defined in NXdetector"));

    @TempDir
    Path directory;

    private List<String> found(Path file) {
        return Oracles.virtualPython("nexusformat", VALIDATE, file)
                .lines()
                .filter(line ->
                        KNOWN.stream().noneMatch(known -> known.matcher(line).matches()))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(ScanKind.class)
    void theValidatorOfNexusFindsNothingElse(ScanKind kind) {
        Path file = directory.resolve("data.h5");
        kind.write(file);
        assertThat(found(file)).isEmpty();
    }

    /** It would. */
    @Test
    void itFindsWhatIsWrong() {
        Path file = directory.resolve("wrong.h5");
        DemoScan.run(DemoScan.draft(file), 3);
        Oracles.python(List.of("h5py"), """
                import sys, h5py
                with h5py.File(sys.argv[1], "r+") as f:
                    f["1_ascan/instrument/diode"].attrs["NX_class"] = "NXdetectro"
                """, file);
        assertThat(found(file)).isNotEmpty();
    }
}
