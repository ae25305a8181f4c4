package bliss4j.saving;

import bliss4j.block.DataException;
import bliss4j.block.Value;
import bliss4j.data.NodeName;
import bliss4j.data.Settings;
import bliss4j.parameters.ParameterException;
import bliss4j.parameters.ParameterException.Kind;
import bliss4j.parameters.ParameterFunction;
import bliss4j.parameters.ParameterName;
import bliss4j.parameters.Sets;
import bliss4j.parameters.Wardrobe;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters that say where scans are saved: {@code SCAN_SAVING}.
 *
 * <pre>{@code
 * saving.add("s_name", "");
 * saving.set("template", "{session}/{s_name}/");
 * saving.set("s_name", "sample1");
 * saving.snapshot().dataFile();    // /tmp/scans/test_session/sample1/data.h5
 * }</pre>
 *
 * <p>A change is kept at once and outlives the session; what nobody set has its default. There may be several sets of them,
 * one of which is used: the same one in all processes of the session. Nothing is remembered here: each look reads the
 * settings anew, in one round trip, so that what another process changed is what a user sees and what the next scan takes.
 * Any thread may use it; a snapshot comes from a single read and so never mixes two states.
 */
public final class ScanSaving {
    /** What users call on {@code SCAN_SAVING}; a parameter of that name would hide it. */
    private static final Set<String> COMMANDS = Set.of("""
            add get get_path get_parent_node remove switch instances current_instance freeze purge
            show_table to_dict from_dict to_file from_file to_beacon from_beacon
            root_path data_path data_fullpath filename images_path db_path_items""".split("\\s+"));

    private final String session;
    private final Wardrobe wardrobe;
    private final Surroundings surroundings;
    /** The parameters whose functions are being asked, and so may not be needed. */
    private final Set<String> asking;

    private volatile FunctionCaller functions = FunctionCaller.none();

    private ScanSaving(String session, Wardrobe wardrobe, Surroundings surroundings, Set<String> asking) {
        this.session = session;
        this.wardrobe = wardrobe;
        this.surroundings = surroundings;
        this.asking = asking;
    }

    static ScanSaving of(String session, Wardrobe wardrobe, Surroundings surroundings) {
        try {
            NodeName.check("session", session);
        } catch (DataException e) {
            throw new ParameterException(Kind.VALUE, String.valueOf(e.getMessage()));
        }
        ScanSaving saving = new ScanSaving(session, wardrobe, surroundings, Set.of());
        wardrobe.touch();
        return saving;
    }

    /**
     * The parameters of a session, as they were left.
     *
     * @throws ParameterException VALUE if a session cannot be called so
     */
    public static ScanSaving open(Settings settings, String session) {
        Surroundings real = Surroundings.real();
        String key = "parameters:scan_saving:" + session;
        return of(session, Wardrobe.kept(settings, key, () -> SavingValues.minute(real)), real);
    }

    /** Parameters that nobody else sees, with the defaults; gone with this object. */
    public static ScanSaving unnamed(String session) {
        Surroundings real = Surroundings.real();
        return of(session, Wardrobe.unshared(() -> SavingValues.minute(real)), real);
    }

    /** Has functions among the parameters called by {@code caller} from now on. */
    public void callFunctionsWith(FunctionCaller caller) {
        functions = caller;
    }

    /** Whether a parameter is a function: then who knows no Python may not know the paths. */
    public boolean hasFunctions() {
        return values().values().stream()
                .anyMatch(value -> ParameterFunction.of(value).isPresent());
    }

    public String session() {
        return session;
    }

    /** The sets of parameters there are. */
    public Sets sets() {
        return wardrobe.look();
    }

    /**
     * Every parameter with its value, in the order in which they are printed.
     *
     * <p>What only a scan knows has a word for it: {@code scan number}.
     */
    public Map<String, Value> values() {
        return at(wardrobe.look()).all();
    }

    /** @throws ParameterException ATTRIBUTE if there is no such parameter */
    public Value get(String name) {
        String key = ParameterName.canonical(name);
        Value value = values().get(key);
        if (value == null) {
            throw unknown(name);
        }
        boolean inFunction = !asking.isEmpty();
        return inFunction && ParameterFunction.of(value).isPresent() ? ask(key, wardrobe.look()) : value;
    }

    public void set(String name, String value) {
        set(name, Value.of(value));
    }

    public void set(String name, long value) {
        set(name, Value.of(value));
    }

    public void set(String name, double value) {
        set(name, Value.of(value));
    }

    public void set(String name, boolean value) {
        set(name, Value.of(value));
    }

    /**
     * Changes a parameter in the current set.
     *
     * @param value a number, text, a boolean, None, or a {@link ParameterFunction} as it is kept
     * @throws ParameterException ATTRIBUTE if there is none of that name or it is computed, TYPE or VALUE if it cannot have
     *     that value, IMPORT if it names a writer that does not exist
     */
    public void set(String name, Value value) {
        replace(Map.of(name, value));
    }

    /**
     * Changes several parameters in the current set in one step: all of them or, if one cannot be changed, none.
     *
     * @throws ParameterException as {@link #set(String, Value)}; TYPE if there are none
     */
    public void replace(Map<String, Value> values) {
        if (values.isEmpty()) {
            throw new ParameterException(Kind.TYPE, "no parameters were given: expected a dict of one at least");
        }
        wardrobe.change(sets -> {
            Map<String, Value> checked = new LinkedHashMap<>();
            values.forEach((name, value) -> settable(sets, checked, name, value));
            return sets.setting(checked);
        });
    }

    private void settable(Sets sets, Map<String, Value> checked, String name, Value value) {
        String key = ParameterName.canonical(name);
        if (key.equals(Computed.WRITER.key())) {
            checked.put(key, Value.of(Writer.of(value).text()));
        } else if (Computed.has(key)) {
            throw new ParameterException(Kind.ATTRIBUTE, "can't set attribute '" + key + "': ScanSaving computes it");
        } else if (Parameter.find(key).isPresent() || at(sets).added().contains(key)) {
            checked.put(key, checked(key, value));
        } else {
            throw unknown(name);
        }
    }

    public void add(String name, String value) {
        add(name, Value.of(value));
    }

    /**
     * Makes a new parameter, which templates may then name. One that exists takes the value as its default.
     *
     * @param value a number, text, a boolean, None, or a {@link ParameterFunction} as it is kept
     * @throws ParameterException TYPE if the name is no Python identifier or the value of another type, NAME if the name is
     *     taken by what ScanSaving computes or does
     */
    public void add(String name, Value value) {
        String key = ParameterName.check(ParameterName.canonical(name));
        if (Computed.has(key)) {
            throw new ParameterException(Kind.NAME, "'" + key + "' is taken: ScanSaving computes it");
        }
        if (COMMANDS.contains(key)) {
            throw new ParameterException(Kind.NAME, "'" + key + "' is taken: ScanSaving uses it itself");
        }
        Value checked = checked(key, value);
        wardrobe.change(sets -> sets.adding(key, checked, SavingValues::isUsual));
    }

    /**
     * Removes a parameter that was added from all sets, or a set.
     *
     * @param name the parameter's, with a dot in front, or the set's
     * @throws ParameterException ATTRIBUTE if it is one that every ScanSaving has, NAME if there is none
     */
    public void remove(String name) {
        wardrobe.change(sets -> {
            if (!name.startsWith(".")) {
                return sets.dropping(name);
            }
            String key = ParameterName.canonical(name.substring(1));
            if (Parameter.find(key).isPresent() || Computed.has(key)) {
                throw new ParameterException(
                        Kind.ATTRIBUTE, "can't delete attribute '" + key + "': every ScanSaving has it");
            }
            if (!at(sets).added().contains(key)) {
                throw new ParameterException(Kind.NAME, "no parameter '" + key + "' to remove");
            }
            return sets.forgetting(key);
        });
    }

    /**
     * Uses another set from now on; one that is not there is made.
     *
     * @param copy the set whose own values a new one gets; empty for none
     * @throws ParameterException NAME as {@link Sets#switching}
     */
    public void switchTo(String name, Optional<String> copy) {
        wardrobe.change(sets -> sets.switching(name, copy));
    }

    /** Makes the values that the current set takes from {@code default} its own. */
    public void freeze() {
        wardrobe.change(sets -> {
            if (sets.current().equals(Sets.DEFAULT)) {
                return Map.of();
            }
            Map<String, Value> taken = at(sets).settable(sets.current());
            taken.keySet().removeIf(name -> sets.own(sets.current(), name).isPresent());
            return sets.setting(taken);
        });
    }

    /** Forgets all that was ever set or added, and all sets but {@code default}. */
    public void purge() {
        wardrobe.change(Sets::purging);
    }

    /** The parameters that can be set, by name. */
    public Map<String, Value> settable() {
        Sets sets = wardrobe.look();
        return at(sets).settable(sets.current());
    }

    /** The same of another set. */
    public Map<String, Value> settable(String set) {
        return at(wardrobe.look()).settable(set);
    }

    /**
     * What these parameters say now; what a scan takes when it starts.
     *
     * @throws ParameterException RUNTIME if a template names what is not there, VALUE if this makes no path that can be used
     */
    public SavingPaths snapshot() {
        return snapshot(wardrobe.look());
    }

    private SavingPaths snapshot(Sets sets) {
        Map<String, Value> values = at(sets).all();
        for (Parameter parameter : Parameter.values()) {
            parameter.check(values.getOrDefault(parameter.key(), Value.nothing()));
        }
        return new Evaluation(values, name -> ask(name, sets)).paths();
    }

    private Value ask(String name, Sets sets) {
        if (asking.contains(name)) {
            throw new ParameterException(Kind.RUNTIME, "the function of '" + name + "' asks for '" + name + "' itself");
        }
        Set<String> inner = new HashSet<>(asking);
        inner.add(name);
        ScanSaving moment = new ScanSaving(session, Wardrobe.fixed(sets), surroundings, inner);
        moment.functions = functions;
        Value kept = sets.find(name).orElseGet(Value::nothing);
        Value given = functions.call(ParameterFunction.of(kept).orElseThrow(), moment);
        return plain("what the function of '" + name + "' gave", given);
    }

    /** As {@code SCAN_SAVING} prints; reads the settings, and looks whether file and directory exist. */
    @Override
    public String toString() {
        Sets sets = wardrobe.look();
        return SavingText.parameters(sets, at(sets).all()) + SavingText.places(() -> snapshot(sets));
    }

    /** All sets side by side. */
    public String table() {
        Sets sets = wardrobe.look();
        Map<String, Map<String, Value>> settable = new LinkedHashMap<>();
        sets.names().forEach(set -> settable.put(set, at(sets).settable(set)));
        return SavingText.table(sets, at(sets).all(), settable);
    }

    private SavingValues at(Sets sets) {
        return new SavingValues(session, sets, surroundings);
    }

    private static Value checked(String key, Value value) {
        Optional<Parameter> usual = Parameter.find(key);
        if (usual.isEmpty() && ParameterFunction.of(value).isPresent()) {
            return value;
        }
        Value plain = plain(key, value);
        return usual.map(parameter -> parameter.check(plain)).orElse(plain);
    }

    private static Value plain(String what, Value value) {
        Value plain = value.plain();
        boolean simple = switch (plain) {
            case Value.Nothing nothing -> true;
            case Value.Flag flag -> true;
            case Value.Whole whole -> true;
            case Value.Huge huge -> true;
            case Value.Real real -> true;
            case Value.Text text -> true;
            case Value other -> false;
        };
        if (!simple) {
            String shown =
                    ParameterFunction.of(value).map(ParameterFunction::toString).orElseGet(value::toString);
            throw new ParameterException(
                    Kind.TYPE, what + " is " + shown + ", expected a number, text, True, False or None");
        }
        return plain;
    }

    private static ParameterException unknown(String name) {
        return new ParameterException(
                Kind.ATTRIBUTE, "ScanSaving has no attribute '" + name + "'; add('" + name + "', value) makes one");
    }
}
