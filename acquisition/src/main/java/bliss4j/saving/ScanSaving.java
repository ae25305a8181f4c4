package bliss4j.saving;

import bliss4j.block.DataException;
import bliss4j.block.Value;
import bliss4j.data.NodeName;
import bliss4j.data.Settings;
import bliss4j.saving.SavingException.Kind;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

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
 * <p>A change is kept at once and outlives the session; what nobody set has its default. Nothing is remembered here: each
 * look reads the settings anew, in one round trip, so that what another process changed is what a user sees and what the
 * next scan takes. Any thread may use it; a snapshot comes from a single read and so never mixes two states.
 */
public final class ScanSaving {
    /** To the minute; the form in which creation_date and last_accessed are kept and shown. */
    private static final DateText MINUTE = DateText.of("%Y-%m-%d-%H:%M");

    private final String session;
    private final ParameterSet kept;
    private final Surroundings surroundings;
    private final ReentrantLock changing = new ReentrantLock();

    ScanSaving(String session, ParameterSet kept, Surroundings surroundings) {
        try {
            this.session = NodeName.check("session", session);
        } catch (DataException e) {
            throw new SavingException(Kind.VALUE, String.valueOf(e.getMessage()));
        }
        this.kept = kept;
        this.surroundings = surroundings;
        touch(new StoredParameters(kept.load()));
    }

    /**
     * The parameters of a session, as they were left.
     *
     * @throws SavingException VALUE if a session cannot be called so
     */
    public static ScanSaving open(Settings settings, String session) {
        String key = "parameters:scan_saving:" + session + ":default";
        return new ScanSaving(session, ParameterSet.kept(settings, key), Surroundings.real());
    }

    /** Parameters that nobody else sees, with the defaults; gone with this object. */
    public static ScanSaving unnamed(String session) {
        return new ScanSaving(session, ParameterSet.unshared(), Surroundings.real());
    }

    public String session() {
        return session;
    }

    /**
     * Every parameter with its value, in the order in which they are printed.
     *
     * <p>What only a scan knows has a word for it: {@code scan number}.
     */
    public Map<String, Value> values() {
        return values(stored());
    }

    /** @throws SavingException ATTRIBUTE if there is no such parameter */
    public Value get(String name) {
        Value value = values().get(ParameterName.canonical(name));
        if (value == null) {
            throw unknown(name);
        }
        return value;
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
     * Changes a parameter.
     *
     * @param value a number, text, a boolean or None
     * @throws SavingException ATTRIBUTE if there is none of that name or it is computed, TYPE or VALUE if it cannot have
     *     that value, IMPORT if it names a writer that does not exist
     */
    public void set(String name, Value value) {
        String key = ParameterName.canonical(name);
        changing.lock();
        try {
            StoredParameters stored = stored();
            if (key.equals(Computed.WRITER.key())) {
                change(
                        stored,
                        StoredParameters.WRITER,
                        Optional.of(Value.of(Writer.of(value).text())));
            } else if (Computed.has(key)) {
                throw new SavingException(Kind.ATTRIBUTE, "can't set attribute '" + key + "': ScanSaving computes it");
            } else if (Parameter.find(key).isPresent() || stored.added().contains(key)) {
                change(stored, key, Optional.of(checked(key, value)));
            } else {
                throw unknown(name);
            }
        } finally {
            changing.unlock();
        }
    }

    public void add(String name, String value) {
        add(name, Value.of(value));
    }

    /**
     * Makes a new parameter, which templates may then name. One that exists takes the value.
     *
     * @param value a number, text, a boolean or None
     * @throws SavingException TYPE if the name is no Python identifier or the value of another type, NAME if the name is
     *     taken by what ScanSaving computes or does
     */
    public void add(String name, Value value) {
        String key = ParameterName.check(ParameterName.canonical(name));
        Value checked = checked(key, value);
        changing.lock();
        try {
            StoredParameters stored = stored();
            change(stored, key, Optional.of(checked));
            if (Parameter.find(key).isEmpty()) {
                kept.save(StoredParameters.ADDED, Optional.of(stored.orderWith(key)));
            }
        } finally {
            changing.unlock();
        }
    }

    /**
     * Removes a parameter that was added.
     *
     * @param name the parameter's, with the dot in front that tells it from the name of a set of parameters
     * @throws SavingException ATTRIBUTE if it is one that every ScanSaving has, NAME if there is none
     */
    public void remove(String name) {
        String key = ParameterName.canonical(name.startsWith(".") ? name.substring(1) : name);
        changing.lock();
        try {
            StoredParameters stored = stored();
            if (!name.startsWith(".")) {
                throw new SavingException(
                        Kind.NAME,
                        "no set of parameters '" + name + "' can be removed; a parameter is removed as '." + name
                                + "'");
            } else if (Parameter.find(key).isPresent() || Computed.has(key)) {
                throw new SavingException(
                        Kind.ATTRIBUTE, "can't delete attribute '" + key + "': every ScanSaving has it");
            } else if (!stored.added().contains(key)) {
                throw new SavingException(Kind.NAME, "no parameter '" + key + "' to remove");
            }
            change(stored, key, Optional.empty());
        } finally {
            changing.unlock();
        }
    }

    /**
     * What these parameters say now; what a scan takes when it starts.
     *
     * @throws SavingException RUNTIME if a template names what is not there, VALUE if this makes no path that can be used
     */
    public SavingPaths snapshot() {
        StoredParameters stored = stored();
        Map<String, Value> values = values(stored);
        for (Parameter parameter : Parameter.values()) {
            parameter.check(values.getOrDefault(parameter.key(), Value.nothing()));
        }
        return new Evaluation(values).paths();
    }

    /** As {@code SCAN_SAVING} prints; reads the settings. */
    @Override
    public String toString() {
        Map<String, Value> values = values();
        values.keySet().removeIf(name -> name.startsWith("_"));
        int longest = values.keySet().stream().mapToInt(String::length).max().orElse(0);
        StringBuilder text = new StringBuilder("Parameters (default) - \n\n");
        values.forEach((name, value) -> text.append("  .")
                .append(name)
                .append(" ".repeat(longest - name.length()))
                .append(" = ")
                .append(value)
                .append('\n'));
        return text.toString();
    }

    private StoredParameters stored() {
        return new StoredParameters(kept.load());
    }

    private Map<String, Value> values(StoredParameters stored) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (Parameter parameter : Parameter.values()) {
            values.put(parameter.key(), stored.find(parameter.key()).orElseGet(() -> normal(parameter)));
        }
        for (String name : stored.added()) {
            stored.find(name).ifPresent(value -> values.put(name, value));
        }
        LocalDateTime now = surroundings.now();
        Value minute = Value.of(MINUTE.text(now));
        for (Computed computed : Computed.values()) {
            values.put(
                    computed.key(),
                    switch (computed) {
                        case SESSION -> Value.of(session);
                        case DATE -> date(values.getOrDefault(Parameter.DATE_FORMAT.key(), Value.nothing()), now);
                        case SCAN_NAME -> Value.of("scan name");
                        case SCAN_NUMBER -> Value.of("scan number");
                        case IMG_ACQ_DEVICE -> Value.of("<images_* only> acquisition device name");
                        case WRITER -> stored.find(StoredParameters.WRITER).orElse(Value.of(Writer.HDF5.text()));
                        case CREATION_DATE ->
                            stored.find(StoredParameters.CREATION_DATE).orElse(minute);
                        case LAST_ACCESSED ->
                            stored.find(StoredParameters.LAST_ACCESSED).orElse(minute);
                    });
        }
        return values;
    }

    private Value normal(Parameter parameter) {
        return parameter == Parameter.USER_NAME ? Value.of(surroundings.user()) : parameter.normal();
    }

    private static Value date(Value format, LocalDateTime now) {
        Parameter.DATE_FORMAT.check(format);
        return Value.of(DateText.of(format.asText()).text(now));
    }

    private void change(StoredParameters stored, String field, Optional<Value> value) {
        kept.save(field, value);
        touch(stored);
    }

    /** Notes the minute of this access, unless it stands there already. */
    private void touch(StoredParameters stored) {
        Value now = Value.of(MINUTE.text(surroundings.now()));
        if (stored.find(StoredParameters.CREATION_DATE).isEmpty()) {
            kept.save(StoredParameters.CREATION_DATE, Optional.of(now));
        }
        if (!stored.find(StoredParameters.LAST_ACCESSED).equals(Optional.of(now))) {
            kept.save(StoredParameters.LAST_ACCESSED, Optional.of(now));
        }
    }

    private static Value checked(String key, Value value) {
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
            throw new SavingException(
                    Kind.TYPE, key + " is " + value + ", expected a number, text, True, False or None");
        }
        return Parameter.find(key).map(parameter -> parameter.check(plain)).orElse(plain);
    }

    private static SavingException unknown(String name) {
        return new SavingException(
                Kind.ATTRIBUTE, "ScanSaving has no attribute '" + name + "'; add('" + name + "', value) makes one");
    }
}
