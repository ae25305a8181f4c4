package bliss4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.command.Workplace;
import bliss4j.localredis.LocalRedis;
import bliss4j.testing.LeakCheck;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Commands inside this process: what they leave behind when they have ended. */
@ExtendWith(LeakCheck.class)
final class CommandRunIT {
    @TempDir
    Path folder;

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();
    private Workplace workplace;
    private CommandRun run;

    @BeforeEach
    void open() {
        Map<String, String> environment = Map.of(
                "BLISS_HOME", folder.resolve("state").toString(),
                "BLISS_CONFIG", " ",
                "XDG_CONFIG_HOME", folder.resolve("none").toString());
        PrintWriter out = new PrintWriter(output);
        workplace = new Workplace(environment, Devices.factories(), out);
        run = new CommandRun(workplace, out, new PrintWriter(errors, true));
    }

    @AfterEach
    void close() {
        workplace.close();
        LocalRedis.in(folder.resolve("state/redis")).stop();
    }

    @Test
    void theDemoEndsAndLeavesNoThreadBehind() {
        int status = run.execute("demo", "--dir", folder.resolve("data").toString());

        assertThat(errors.toString()).isEmpty();
        assertThat(status).isZero();
        assertThat(output.toString().lines())
                .filteredOn(line -> line.startsWith("Scan(number="))
                .hasSize(3);
        assertThat(folder.resolve("data/test_session/sample2/data.h5")).isRegularFile();
    }

    @Test
    void walkListsWhatRedisHasAndWithArchiveWhatFilesHave() {
        run.execute("demo", "--dir", folder.resolve("data").toString());
        assertThat(run.execute("redis", "cli", "-n", "1", "flushdb")).isZero();
        output.getBuffer().setLength(0);

        assertThat(run.execute("walk", "test_session", "--filter", "scan")).isZero();
        assertThat(output.toString()).isEmpty();
        assertThat(run.execute("walk", "test_session", "--filter", "scan", "--archive"))
                .isZero();
        assertThat(errors.toString()).isEmpty();
        assertThat(output.toString().lines().map(line -> line.split(" +")[1].replaceAll(".*:(.*:)", "$1")))
                .containsExactly("sample1:1_ascan", "sample1:2_ascan", "sample2:1_ascan");
    }

    @Test
    void verifySaysWhichChannelWasChanged() throws IOException {
        run.execute("demo", "--dir", folder.resolve("data").toString());
        Path file = folder.resolve("data/test_session/sample1/data.h5");
        assertThat(run.execute("verify", file.toString())).isZero();
        assertThat(output.toString()).contains("1_ascan: yes, 4 channels");

        ByteBuffer roby = ByteBuffer.allocate(10 * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 10; i++) {
            roby.putDouble(i);
        }
        byte[] all = Files.readAllBytes(file);
        int at = 0;
        while (ByteBuffer.wrap(all, at, roby.capacity()).mismatch(roby.rewind()) >= 0) {
            at++;
        }
        all[at + 4 * Double.BYTES] ^= 1;
        Files.write(file, all);
        output.getBuffer().setLength(0);

        assertThat(run.execute("verify", file.toString())).isEqualTo(1);
        assertThat(output.toString())
                .contains("1_ascan: NO, 1 of 4 channels differ")
                .contains("  /1_ascan/measurement/axis:roby: its values are not those that were published");
        assertThat(errors.toString()).isEmpty();
    }

    @Test
    void aWorkplaceMayBeClosedTwice() {
        assertThat(run.execute("walk", "nothing")).isEqualTo(1);
        workplace.close();
        workplace.close();

        assertThat(errors.toString()).isEqualTo("bliss: there is no node 'nothing'; sessions with data: none\n");
    }

    @Test
    void whatNobodyForesawIsOneLineThatSaysWhereTheRestIs() {
        run.tell(new IllegalStateException("first line\n  second line"));
        run.tell(new OutOfMemoryError());

        assertThat(errors.toString().lines())
                .containsExactly(
                        "bliss: java.lang.IllegalStateException: first line second line; details in "
                                + folder.resolve("state/log/bliss.log"),
                        "bliss: java.lang.OutOfMemoryError; details in " + folder.resolve("state/log/bliss.log"));
    }

    @Test
    void saysNothingMoreWhenTheProcessIsBeingStopped() {
        run.silence();
        run.tell(new IllegalStateException("everything fails now"));

        assertThat(errors.toString()).isEmpty();
    }
}
