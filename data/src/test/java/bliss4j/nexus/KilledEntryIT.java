package bliss4j.nexus;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.array.Numbers;
import bliss4j.block.Value;
import bliss4j.folder.FileRules;
import bliss4j.memory.MemoryStore;
import bliss4j.publish.ScanDraft;
import bliss4j.publish.ScanSink;
import bliss4j.testing.LeakCheck;
import bliss4j.testing.Oracles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What nobody can know of a scan whose process was killed is told to be unknown. */
@ExtendWith(LeakCheck.class)
class KilledEntryIT {
    private static final String LOOK = """
            import sys, h5py
            with h5py.File(sys.argv[1], "r") as f:
                entry = f["1_ascan"]
                stood = entry["instrument/positioners_end/roby"]
                print(stood[()], stood.attrs["units"], stood.attrs["error"])
                epoch = entry["instrument/timer/epoch"]
                print(epoch[()].tolist(), epoch.attrs["error"])
                print(entry["scan_meta/end_reason"][()].decode(), "end_time" in entry)
            """;

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("data.h5");
    }

    private List<String> recovered() {
        return NexusFiles.recover(file(), "test", new MemoryStore(), FileRules.DEFAULT).stream()
                .map(Recovery.Recovered::toString)
                .toList();
    }

    @Test
    void positionsAtTheEndAndTimesOfPointsThatCameBackAreNaN() {
        Map<String, Value> positioners = Map.of(
                "positioners_start", Value.of(Map.of("roby", Value.of(1.5))),
                "positioners_dial_start", Value.of(Map.of("roby", Value.of(1.5))),
                "positioners_units", Value.of(Map.of("roby", Value.of("mm"))));
        Map<String, Value> info = new LinkedHashMap<>(DemoScan.info());
        info.put("positioners", Value.of(positioners));
        ScanDraft draft = DemoScan.draft(file(), "ascan", DemoScan.devices(), info);
        try (NexusFiles.Claim claim = NexusFiles.claim(file(), "ascan", "killed", DemoScan.NEXT)) {
            ScanSink sink = claim.sink();
            sink.announce(draft.numbered(claim.number()));
            sink.append(List.of(new ScanSink.Points(DemoScan.ELAPSED_TIME, 0, Numbers.of(0.0, 0.1, 0.2), 0)));
            sink.append(List.of(new ScanSink.Points(DemoScan.EPOCH, 0, Numbers.of(1000.5), 0)));
        }
        assertThat(recovered()).singleElement().asString().startsWith("1_ascan: ABORTED: killed; ");
        assertThat(Oracles.python(List.of("h5py"), LOOK, file()).lines())
                .containsExactly(
                        "nan mm not known: the process that scanned was killed",
                        "[1000.5, nan, nan] from point 1 on not known: the process that scanned was killed",
                        "killed True");
        assertThat(recovered()).isEmpty();
    }

    @Test
    void aScanThatWasClaimedAndNeverBeganHasAnEnd() {
        NexusFiles.claim(file(), "ascan", "killed", DemoScan.NEXT).abandon();
        assertThat(recovered()).singleElement().asString().startsWith("1_ascan: ABORTED: killed before it began");
        assertThat(recovered()).isEmpty();
        String script = "import sys, h5py; print(h5py.File(sys.argv[1])['1_ascan/scan_meta/end_reason'][()].decode())";
        assertThat(Oracles.python(List.of("h5py"), script, file())).isEqualTo("killed before it began\n");
        DemoScan.run(DemoScan.draft(file()), 2);
        assertThat(NexusFiles.highestNumber(file())).isEqualTo(2);
    }
}
