package bliss4j.nexus;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.testing.Oracles;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That the rules of NeXus find what breaks them. */
class NexusRulesIT {
    private static final String FILE = """
            import h5py, sys
            with h5py.File(sys.argv[1], 'w') as f:
                def group(parent, name, nx):
                    made = parent.create_group(name)
                    made.attrs['NX_class'] = nx
                    return made
                f.attrs['NX_class'] = 'NXroot'
                f.attrs['default'] = 'entry'
                entry = group(f, 'entry', 'NXentry')
                entry.attrs['default'] = 'plot'
                entry['start_time'] = '2026-11-23T08:00:00+01:00'
                plot = group(entry, 'plot', 'NXdata')
                plot['y'] = [1.0, 2.0]
                plot['x'] = [0.0, 1.0]
                plot.attrs['signal'] = 'y'
                plot.attrs['axes'] = ['x']
                instrument = group(entry, 'instrument', 'NXinstrument')
                diode = group(instrument, 'diode', 'NXdetector')
                diode['data'] = h5py.SoftLink('/entry/plot/y')
                exec(sys.argv[2])
            """;

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pass | ",
                "f.attrs['default'] = 'nothing' | /@default names nothing, which is no NXentry",
                "entry.attrs['default'] = 'instrument' | /entry@default names instrument, which is no NXdata",
                "del plot.attrs['axes'] | /entry/plot has no axes",
                "plot.attrs['axes'] = ['x', 'x'] | /entry/plot@axes names 2 axes of a signal of 1 dimensions",
                "plot['z'] = [1.0]; plot.attrs['axes'] = ['z'] | /entry/plot has the axis z of another length than its signal",
                "plot['z'] = [1.0]; plot.attrs['auxiliary_signals'] = ['z'] | /entry/plot has the auxiliary signal z of"
                        + " another shape than its signal",
                "plot['a:b'] = 1 | /entry/plot/a:b has no NeXus name",
                "group(f, 'data', 'NXdata').attrs.update({'signal': 'y', 'axes': ['.']}) | /data is NXdata in NXroot",
                "group(plot, 'inner', 'NXcollection') | /entry/plot/inner is NXcollection in NXdata",
                "entry.create_group('mine') | /entry/mine has the class none",
                "del entry['start_time']; entry['start_time'] = 'yesterday' | /entry/start_time is no NX_DATE_TIME: 'yesterday'",
                "del diode['data']; diode['data'] = 'text' | /entry/instrument/diode/data is no NX_NUMBER: 'text'",
            })
    void whatBreaksARuleIsNamed(String change, @Nullable String broken) {
        Path file = directory.resolve("f.h5");
        Oracles.python(List.of("h5py"), FILE, file, change);
        List<String> found = NexusRules.brokenIn(FileSeen.tree(file));
        if (broken == null) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found).contains(broken);
        }
    }
}
