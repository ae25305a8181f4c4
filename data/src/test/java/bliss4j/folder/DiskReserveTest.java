package bliss4j.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.block.DataException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskReserveTest {
    private static final Path FILE = Path.of("/data/data.h5");

    @TempDir
    Path directory;

    @Test
    void aDiskWithLessThanTheReserveIsRefused() {
        assertThatThrownBy(() -> DiskReserve.DEFAULT.check(FILE, (200L << 20) - 1))
                .isInstanceOf(DataException.class)
                .hasMessage("the disk of /data/data.h5 has 199 MB left, expected 200 at least (file.reserve)");
        assertThat(DiskReserve.DEFAULT.check(FILE, 200L << 20)).isPresent();
    }

    @Test
    void below1GbItIsWarned() {
        assertThat(DiskReserve.DEFAULT.check(FILE, (1L << 30) - 1))
                .contains("the disk of /data/data.h5 has only 1023 MB left");
        assertThat(DiskReserve.DEFAULT.check(FILE, 1L << 30)).isEmpty();
    }

    @Test
    void theDiskOfAFileThatIsStillToBeMadeIsFound() {
        Path file = directory.resolve("not/yet/data.h5");
        assertThat(new DiskReserve(0, 1L << 30).check(file).orElse("scarce")).contains("scarce");
        assertThatThrownBy(() -> new DiskReserve(Long.MAX_VALUE, 0).check(file)).hasMessageContaining(file.toString());
    }
}
