package bliss4j.saving;

import bliss4j.block.Value;
import bliss4j.parameters.Sets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters of a {@link ScanSaving} at one moment, those included that nobody set or can set. */
record SavingValues(String session, Sets sets, Surroundings surroundings) {
    /** To the minute; the form in which creation_date and last_accessed are kept and shown. */
    private static final DateText MINUTE = DateText.of("%Y-%m-%d-%H:%M");

    private static final String WRITER = Computed.WRITER.key();

    static Value minute(Surroundings surroundings) {
        return Value.of(MINUTE.text(surroundings.now()));
    }

    /** Whether a parameter is there without being added. */
    static boolean isUsual(String parameter) {
        return Parameter.find(parameter).isPresent() || Computed.has(parameter);
    }

    /** Those that users added. */
    List<String> added() {
        return sets.added(SavingValues::isUsual);
    }

    /** What can be set, as one set has it. */
    Map<String, Value> settable(String set) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (Parameter parameter : Parameter.values()) {
            values.put(parameter.key(), sets.find(set, parameter.key()).orElseGet(() -> normal(parameter)));
        }
        for (String name : added()) {
            values.put(name, sets.find(set, name).orElse(Value.nothing()));
        }
        values.put(WRITER, sets.find(set, WRITER).orElse(Value.of(Writer.HDF5.text())));
        return values;
    }

    /** All in the order in which they are printed. */
    Map<String, Value> all() {
        Map<String, Value> values = settable(sets.current());
        Value writer = values.getOrDefault(WRITER, Value.nothing());
        values.remove(WRITER);
        LocalDateTime now = surroundings.now();
        Value minute = minute(surroundings);
        for (Computed computed : Computed.values()) {
            values.put(
                    computed.key(),
                    switch (computed) {
                        case SESSION -> Value.of(session);
                        case DATE -> date(values.getOrDefault(Parameter.DATE_FORMAT.key(), Value.nothing()), now);
                        case SCAN_NAME -> Value.of("scan name");
                        case SCAN_NUMBER -> Value.of("scan number");
                        case IMG_ACQ_DEVICE -> Value.of("<images_* only> acquisition device name");
                        case WRITER -> writer;
                        case CREATION_DATE -> sets.find(Sets.CREATED).orElse(minute);
                        case LAST_ACCESSED -> sets.find(Sets.ACCESSED).orElse(minute);
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
}
