package bliss4j.nexus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.array.DType;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.block.DataException;
import bliss4j.data.ScanState;
import bliss4j.nexus.FileCheck.ChannelCheck;
import bliss4j.nexus.FileCheck.Outcome;
import bliss4j.nexus.FileCheck.ScanCheck;
import bliss4j.publish.ChannelDescription;
import bliss4j.publish.ScanPublisher;
import bliss4j.testing.LeakCheck;
import bliss4j.testing.Oracles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A file says whether it still holds what was published. */
@ExtendWith(LeakCheck.class)
class FileCheckIT {
    private static final String DIODE = "/1_ascan/measurement/diode:diode";

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("data.h5");
    }

    private List<ScanCheck> check() {
        List<ScanCheck> found = new ArrayList<>();
        FileCheck.run(file(), found::add);
        return found;
    }

    private static List<String> differing(ScanCheck scan) {
        return scan.channels().stream()
                .filter(channel -> channel.outcome() == Outcome.DIFFERS)
                .map(ChannelCheck::dataset)
                .toList();
    }

    /** Changes one bit of the file, in the middle of where these numbers lie one behind the other. */
    private void flip(double... numbers) throws IOException {
        ByteBuffer wanted = ByteBuffer.allocate(numbers.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (double number : numbers) {
            wanted.putDouble(number);
        }
        byte[] all = Files.readAllBytes(file());
        int at = 0;
        while (ByteBuffer.wrap(all, at, wanted.capacity()).mismatch(wanted.rewind()) >= 0) {
            at++;
        }
        int middle = at + wanted.capacity() / 2;
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {(byte) (all[middle] ^ 1)}), middle);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfScanHoldsWhatWasPublished(ScanKind kind) {
        kind.write(file());
        assertThat(check()).hasSize(1).allSatisfy(scan -> {
            assertThat(scan.outcome()).as("%s", scan).isEqualTo(Outcome.HOLDS);
            assertThat(scan.channels()).hasSizeGreaterThanOrEqualTo(2);
        });
    }

    @Test
    void oneByteThatWasChangedIsFoundAndItsChannelNamed() throws IOException {
        DemoScan.run(DemoScan.draft(file()), 10);
        Numbers diode = DemoScan.run(DemoScan.draft(file()), 20);
        flip(diode.slice(10, 20).toDoubles());
        List<ScanCheck> scans = check();
        assertThat(scans).extracting(ScanCheck::outcome).containsExactly(Outcome.HOLDS, Outcome.DIFFERS);
        assertThat(differing(scans.getLast())).containsExactly("/2_ascan/measurement/diode:diode");
        assertThat(scans.getLast().channels()).hasSize(4); // epoch, which is in the file alone, among them
    }

    @Test
    void aScanWithoutAnEndHasNoDigests() {
        DemoScan.run(DemoScan.draft(file()), 3);
        ScanPublisher running = DemoScan.start(DemoScan.draft(file()));
        DemoScan.point(running, 0, 1);
        List<ScanCheck> scans = check();
        running.end(ScanState.ABORTED, "stopped by a user");
        assertThat(scans).extracting(ScanCheck::outcome).containsExactly(Outcome.HOLDS, Outcome.UNKNOWN);
        assertThat(scans.getLast().unknown().orElse("")).startsWith("it has no end");
        assertThat(check()).extracting(ScanCheck::outcome).containsOnly(Outcome.HOLDS);
    }

    @Test
    void manySlicesAreReadAsOne() throws IOException {
        ChannelDescription mca =
                new ChannelDescription("mca", "simu1:mca", DType.FLOAT64, Shape.of(2048), Optional.empty(), true);
        ScanPublisher scan = DemoScan.start(DemoScan.draft(
                file(), "loopscan", List.of(DemoScan.timer(DemoScan.detector("simu1", mca))), DemoScan.info()));
        double[] last = new double[2048];
        for (int i = 0; i < 700; i++) { // 11 MB
            for (int j = 0; j < last.length; j++) {
                last[j] = i * 1e4 + j;
            }
            DemoScan.append(scan, 2, Numbers.of(last).reshape(Shape.of(1, last.length)));
        }
        scan.end(ScanState.DONE, "done");
        assertThat(check()).extracting(ScanCheck::outcome).containsExactly(Outcome.HOLDS);
        flip(last);
        assertThat(differing(check().getFirst())).containsExactly("/1_loopscan/measurement/simu1:mca");
    }

    @Test
    void whatOthersDidToAChannelIsTold() {
        DemoScan.run(DemoScan.draft(file()), 10);
        Oracles.python(List.of("h5py"), """
                import h5py, sys
                with h5py.File(sys.argv[1], 'r+') as file:
                    measurement = file['1_ascan/measurement']
                    del measurement['axis:roby']
                    measurement['diode:diode'].resize((9,))
                    del measurement['timer:elapsed_time'].attrs['digest']
                """, file());
        assertThat(check().getFirst().channels())
                .filteredOn(channel -> channel.outcome() == Outcome.DIFFERS)
                .extracting(ChannelCheck::detail)
                .anyMatch(detail -> detail.contains("axis:roby"))
                .contains("its digest is gone, those of other channels are there")
                .contains("holds 9 points, 10 were published")
                .hasSize(3);
    }

    /** Years later, without us: the rule of the reference page in a few lines of Python. */
    @Test
    void pythonFindsTheSameDigest() {
        DemoScan.run(DemoScan.draft(file()), 1000);
        String came = Oracles.python(List.of("h5py"), """
                import h5py, hashlib, sys
                with h5py.File(sys.argv[1]) as file:
                    diode = file[sys.argv[2]]
                    print(diode.attrs['digest'] == hashlib.sha256(diode[:].tobytes()).hexdigest(),
                          diode.attrs['digest_algorithm'], diode.attrs['digest_points'])
                """, file(), DIODE);
        assertThat(came.strip()).isEqualTo("True SHA-256 1000");
    }

    @Test
    void aFileThatIsNoneIsAnError() throws IOException {
        Files.writeString(file(), "no HDF5");
        assertThatThrownBy(this::check).isInstanceOf(DataException.class).hasMessageContaining("data.h5");
    }
}
