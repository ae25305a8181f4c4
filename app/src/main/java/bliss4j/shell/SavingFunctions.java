package bliss4j.shell;

import bliss4j.block.Value;
import bliss4j.config.ValueFile;
import bliss4j.data.DataNode;
import bliss4j.data.DataStore;
import bliss4j.parameters.ParameterFunction;
import bliss4j.python.Arguments;
import bliss4j.python.Faces;
import bliss4j.python.HostFunction;
import bliss4j.python.HostFunctions;
import bliss4j.python.PythonException;
import bliss4j.saving.SavingPaths;
import bliss4j.saving.ScanSaving;
import bliss4j.session.Session;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What {@code SCAN_SAVING} asks. A value comes with the name and the source of the function that it may be. */
final class SavingFunctions {
    private final Session session;
    private final DataStore store;
    private final Faces faces;
    private final PythonFunctions known;

    SavingFunctions(ShellSession place, Faces faces) {
        this.session = place.session();
        this.store = place.store();
        this.faces = faces;
        this.known = new PythonFunctions(faces);
        session.saving().callFunctionsWith(known);
    }

    void addTo(HostFunctions functions) {
        functions.add("saving_handle", this::handle);
        functions.add("saving_text", given -> saving(given).toString());
        functions.add("saving_names", given -> saving(given).values().keySet());
        functions.add("saving_value", given -> python(saving(given).get(given.text(1, "name"))));
        functions.add(
                "saving_set",
                doing((given, saving) -> saving.set(given.text(1, "name"), kept(given.of(given.value(2))))));
        functions.add(
                "saving_add",
                doing((given, saving) -> saving.add(given.text(1, "key"), kept(given.of(given.value(2))))));
        functions.add("saving_remove", doing((given, saving) -> saving.remove(given.text(1, "name"))));
        functions.add("saving_paths", given -> paths(saving(given).snapshot()));
        functions.add("make_directory", given -> {
            session.makeDirectory();
            return null;
        });
        addSets(functions);
    }

    private void addSets(HostFunctions functions) {
        functions.add(
                "saving_switch",
                doing((given, saving) -> saving.switchTo(
                        given.text(1, "name"),
                        given.isNone(2) ? Optional.empty() : Optional.of(given.text(2, "copy")))));
        functions.add("saving_sets", given -> saving(given).sets().names());
        functions.add("saving_current", given -> saving(given).sets().current());
        functions.add("saving_freeze", doing((given, saving) -> saving.freeze()));
        functions.add("saving_purge", doing((given, saving) -> saving.purge()));
        functions.add("saving_table", given -> saving(given).table());
        functions.add(
                "saving_dict",
                given -> python(
                        given.flag(1) ? saving(given).values() : saving(given).settable()));
        functions.add("saving_replace", doing(this::replace));
        functions.add("saving_write", doing(SavingFunctions::write));
        functions.add("saving_read", doing(SavingFunctions::read));
    }

    private static HostFunction doing(BiConsumer<Arguments, ScanSaving> action) {
        return given -> {
            action.accept(given, saving(given));
            return null;
        };
    }

    private static ScanSaving saving(Arguments given) {
        return given.object(0, ScanSaving.class, "SCAN_SAVING");
    }

    /** Of a face that is being made: for an object of ours, for the session's name, or for new parameters without a name. */
    private org.graalvm.polyglot.Value handle(Arguments given) {
        if (given.isNone(0)) {
            ScanSaving unnamed = ScanSaving.unnamed(session.name());
            unnamed.callFunctionsWith(known);
            return faces.handle(unnamed);
        }
        org.graalvm.polyglot.Value name = given.value(0);
        if (name.isString()) {
            if (!name.asString().equals(session.name())) {
                throw new PythonException(
                        "ValueError",
                        "expected the session's name '" + session.name() + "' or none, not '" + name.asString() + "'");
            }
            return faces.handle(session.saving());
        }
        return faces.handle(given.object(0, ScanSaving.class, "name"));
    }

    /** A value with the function that it may be: {@code (value, name, source)}. */
    private Value kept(Arguments triple) {
        org.graalvm.polyglot.Value all = triple.value(0);
        Arguments given = triple.of(all.getArrayElement(0), all.getArrayElement(1), all.getArrayElement(2));
        if (!given.isNone(1)) {
            Optional<String> source = given.isNone(2) ? Optional.empty() : Optional.of(given.text(2, "source"));
            return known.keep(given.value(0), given.text(1, "name"), source).toValue();
        }
        return faces.toInfo(given.value(0))
                .orElseThrow(() -> new PythonException(
                        "TypeError",
                        faces.repr(given.value(0))
                                + " cannot be kept: expected a number, text, True, False, None or a function"));
    }

    private Object python(Value value) {
        return ParameterFunction.of(value).<Object>map(known::find).orElse(value);
    }

    private Map<String, Object> python(Map<String, Value> values) {
        Map<String, Object> python = new LinkedHashMap<>();
        values.forEach((name, value) -> python.put(name, python(value)));
        return python;
    }

    private void replace(Arguments given, ScanSaving saving) {
        org.graalvm.polyglot.Value pairs = given.value(1);
        Map<String, Value> values = new LinkedHashMap<>();
        for (long i = 0; i < pairs.getArraySize(); i++) {
            org.graalvm.polyglot.Value pair = pairs.getArrayElement(i);
            Arguments each = given.of(pair.getArrayElement(0), pair.getArrayElement(1));
            values.put(each.text(0, "a parameter's name"), kept(each.of(each.value(1))));
        }
        saving.replace(values);
    }

    /** Writes sets to a file; without names the current one. */
    private static void write(Arguments given, ScanSaving saving) {
        List<String> names = given.texts(2, "the name of a set");
        Map<String, Value> sets = new LinkedHashMap<>();
        for (String name : names.isEmpty() ? List.of(saving.sets().current()) : names) {
            if (!saving.sets().names().contains(name)) {
                throw new PythonException("NameError", "there is no set of parameters '" + name + "'");
            }
            Map<String, Value> values = saving.settable(name);
            values.replaceAll((parameter, value) -> written(parameter, value));
            sets.put(name, Value.of(values));
        }
        ValueFile.write(Path.of(given.text(1, "path")), Value.of(sets));
    }

    private static Value written(String parameter, Value value) {
        Optional<ParameterFunction> function = ParameterFunction.of(value);
        if (function.isPresent() && function.get().source().isEmpty()) {
            throw new PythonException(
                    "TypeError", parameter + " is " + function.get() + ": it has no source that could be written");
        }
        return value;
    }

    /** Gives the current set the values of one in a file. */
    private static void read(Arguments given, ScanSaving saving) {
        String file = given.text(1, "path");
        Map<Value, Value> sets = ValueFile.read(Path.of(file)).entries();
        Value name = given.isNone(2) && sets.size() == 1
                ? sets.keySet().iterator().next()
                : Value.of(given.isNone(2) ? saving.sets().current() : given.text(2, "instance_name"));
        Value set = sets.get(name);
        if (!(set instanceof Value.MapOf values)) {
            throw new PythonException("NameError", "'" + file + "' holds no set " + name + "; it has " + sets.keySet());
        }
        Map<String, Value> parameters = new LinkedHashMap<>();
        values.entries().forEach((key, value) -> parameters.put(key.asText(), value));
        saving.replace(parameters);
    }

    private Map<String, Object> paths(SavingPaths paths) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("root_path", paths.rootPath());
        all.put("data_path", paths.dataPath());
        all.put("images_path", paths.imagesPath());
        // a node that can be followed before its first scan
        all.put("parent", new DataNode.Container(paths.directory().parent(), store));
        all.put("writer", paths.writer().text());
        all.put("filename", paths.file());
        return all;
    }
}
