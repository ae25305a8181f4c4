package bliss4j.nexus;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.block.Value;
import bliss4j.testing.LeakCheck;
import bliss4j.testing.Oracles;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kind of scan in its file: what NeXus says of it, and what silx, PyMca, h5dump and io.jhdf make of it. */
@ExtendWith(LeakCheck.class)
class NexusKindsIT {
    /** What PyMca's data module lists: the entries with their titles, and what below them it takes for datasets. */
    private static final String PYMCA = """
            import sys
            from PyMca5.PyMcaCore import NexusTools
            from PyMca5.PyMcaCore import NexusDataSource
            source = NexusDataSource.NexusDataSource(sys.argv[1])
            for key in source.getSourceInfo()['KeyList']: print('entry', key)
            import h5py
            with h5py.File(sys.argv[1], 'r') as f:
                for entry in NexusTools.getNXClassGroups(f, '/', [u'NXentry', b'NXentry'], single=False):
                    print('title', NexusTools.getTitle(f, entry.name))
                    print('in', entry.name, ' '.join(entry))
                    print('scanned', ' '.join(NexusTools.getScannedPositioners(f, entry.name)))
                    print('measurement', NexusTools.getMeasurementGroup(f, entry.name).name)
            """;

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("data.h5");
    }

    /** The one thing that NeXus does not allow: a scatter is one signal of one dimension over two axes. */
    @ParameterizedTest
    @EnumSource(ScanKind.class)
    void filesKeepTheRulesOfNexusButForTheScatterOfAMesh(ScanKind kind) {
        kind.write(file());
        List<String> broken = NexusRules.brokenIn(FileSeen.tree(file()));
        assertThat(broken)
                .allMatch(rule -> rule.endsWith("_amesh/plot@axes names 2 axes of a signal of 1 dimensions"))
                .hasSize(kind.name().startsWith("MESH") ? 1 : 0);
    }

    @ParameterizedTest
    @EnumSource(ScanKind.class)
    void silxFindsTheDefaultPlotOfEveryKindOfScan(ScanKind kind) {
        kind.write(file());
        Value plot = FileSeen.plot(file());
        assertThat(plot.at("kind").asText()).isEqualTo(kind.drawn());
        assertThat(plot.at("title").asText()).isEqualTo("ascan roby 0 9 10 0.1");
    }

    @ParameterizedTest
    @EnumSource(
            value = ScanKind.class,
            names = {"MESH", "MESH_BACK_AND_FORTH"})
    void aMeshIsAGridOverThePositionsThatWereSet(ScanKind kind) {
        kind.write(file());
        Value plot = FileSeen.plot(file());
        assertThat(plot.at("entry").asText()).isEqualTo("/1_amesh/grid");
        assertThat(plot.at("values").toString()).isEqualTo("[[0.0, 1.0, 2.0], [100.0, 101.0, 102.0]]");
        assertThat(plot.at("axes").toString()).isEqualTo("['roby', 'robx']");
        assertThat(plot.at("positions").toString()).isEqualTo("[10.0, 20.0]");
        assertThat(plot.at("auxiliary").toString()).isEqualTo("['diode2']");
        Value tree = FileSeen.tree(file());
        assertThat(tree.at("/1_amesh/grid/robx").at("value").toString()).isEqualTo("[0.0, 1.0, 2.0]");
        assertThat(tree.at("/1_amesh/grid/robx").at("attributes").at("units")).isEqualTo(Value.of("mm"));
        assertThat(tree.at("/1_amesh/measurement/diode:diode").at("shape").toString())
                .isEqualTo("[6]");
    }

    @Test
    void aMeshThatWasAbortedHoldsThePointsTakenAsAScatter() {
        ScanKind.MESH_ABORTED.write(file());
        Value plot = FileSeen.plot(file());
        assertThat(plot.at("entry").asText()).isEqualTo("/1_amesh/plot");
        assertThat(plot.at("values").toString()).isEqualTo("[0.0, 1.0, 2.0, 100.0]");
        assertThat(plot.at("axes").toString()).isEqualTo("['robx', 'roby']");
    }

    @Test
    void f17Hdf5FileItemsOfAnImageTable() {
        ScanKind.IMAGE_TABLE.write(file());
        Value tree = FileSeen.tree(file());
        Value table = tree.at("/1_loopscan/measurement/lima_simulator:image");
        assertThat(table.at("shape").toString()).isEqualTo("[3, 5]");
        assertThat(table.at("value").asList().get(2).toString())
                .isEqualTo("['lima_0000.edf', 'EDF', '2', '', 'scan0001/lima_0000.edf']");
        assertThat(table.at("attributes").find("interpretation")).isEmpty();
    }

    @Test
    void aSecondTopMasterIsPlottedInItsOwnEntry() {
        ScanKind.TWO_TOP_MASTERS.write(file());
        Value plot = FileSeen.plot(file(), "/1.1_test");
        assertThat(plot.at("signal").asText()).isEqualTo("diode2");
        assertThat(plot.at("axes").toString()).isEqualTo("['elapsed_time']");
        assertThat(plot.at("values").toString()).isEqualTo("[5.0, 6.0]");
    }

    @ParameterizedTest
    @EnumSource(ScanKind.class)
    void jhdfAndH5dumpReadAllOfIt(ScanKind kind) {
        kind.write(file());
        Map<String, String> seen = new TreeMap<>();
        try (HdfFile opened = new HdfFile(file())) {
            readAll(opened, seen);
        }
        Map<String, String> expected = new TreeMap<>();
        FileSeen.tree(file())
                .asMap()
                .forEach((path, item) ->
                        item.find("shape").ifPresent(shape -> expected.put(path.asText(), shape.toString())));
        assertThat(seen).isEqualTo(expected);
        assertThat(Oracles.program("h5dump", file())).contains("bliss4j_end");
    }

    /** Reads every dataset and notes its shape. */
    private static void readAll(Group group, Map<String, String> shapes) {
        for (Node node : group) {
            switch (node) {
                case Group inner -> readAll(inner, shapes);
                case Dataset dataset -> {
                    assertThat(dataset.getData()).as(dataset.getPath()).isNotNull();
                    shapes.put(dataset.getPath(), java.util.Arrays.toString(dataset.getDimensions()));
                }
                default -> {}
            }
        }
    }

    @Test
    void pymcaListsTheEntryAsInThePicture() {
        ScanKind.ASCAN.write(file());
        String seen = Oracles.python(List.of("PyMca5", "h5py"), PYMCA, file());
        assertThat(seen)
                .contains("title ascan roby 0 9 10 0.1")
                .contains("in /1_ascan")
                .contains("measurement /1_ascan/measurement");
        assertThat(seen.lines()
                        .filter(line -> line.startsWith("in "))
                        .findFirst()
                        .orElseThrow())
                .contains("instrument", "measurement", "start_time", "title");
    }
}
