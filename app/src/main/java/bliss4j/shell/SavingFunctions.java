package bliss4j.shell;

import bliss4j.block.Value;
import bliss4j.python.Arguments;
import bliss4j.python.Faces;
import bliss4j.python.HostFunctions;
import bliss4j.python.PythonException;
import bliss4j.saving.SavingPaths;
import bliss4j.saving.ScanSaving;
import bliss4j.session.Session;
import java.util.LinkedHashMap;
import java.util.Map;

/** What {@code SCAN_SAVING} asks. */
final class SavingFunctions {
    private final Session session;
    private final Faces faces;

    SavingFunctions(Session session, Faces faces) {
        this.session = session;
        this.faces = faces;
    }

    private ScanSaving saving() {
        return session.saving();
    }

    void addTo(HostFunctions functions) {
        functions.add("saving_text", given -> saving().toString());
        functions.add("saving_names", given -> saving().values().keySet());
        functions.add("saving_value", given -> saving().get(given.text(0, "name")));
        functions.add("saving_set", given -> {
            saving().set(given.text(0, "name"), setting(given, 1));
            return null;
        });
        functions.add("saving_add", given -> {
            saving().add(given.text(0, "key"), setting(given, 1));
            return null;
        });
        functions.add("saving_remove", given -> {
            saving().remove(given.text(0, "name"));
            return null;
        });
        functions.add("saving_paths", given -> paths(saving().snapshot()));
    }

    private Value setting(Arguments given, int index) {
        return faces.toInfo(given.value(index))
                .orElseThrow(() -> new PythonException(
                        "TypeError",
                        faces.repr(given.value(index))
                                + " cannot be kept: expected a number, text, True, False or None"));
    }

    private static Map<String, Object> paths(SavingPaths paths) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("root_path", paths.rootPath());
        all.put("data_path", paths.dataPath());
        all.put("images_path", paths.imagesPath());
        all.put("parent", paths.directory().parent().dbName());
        all.put("writer", paths.writer().text());
        return all;
    }
}
