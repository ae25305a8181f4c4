package bliss4j.parameters;

import bliss4j.block.DataException;
import bliss4j.block.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A function as the value of a parameter: what is kept of it. Another process makes it anew from its source.
 *
 * @param name what it is called
 * @param source its text, of which it can be made; empty if there is none that would do: then only the process that set it
 *     can call it
 * @param id tells it from all others for the process that set it
 */
public record ParameterFunction(String name, Optional<String> source, String id) {
    private static final String FUNCTION = "function";
    private static final String SOURCE = "source";
    private static final String ID = "id";

    /** As it is kept: the only dict that is a parameter's value. */
    public Value.MapOf toValue() {
        Map<String, Value> entries = new LinkedHashMap<>();
        entries.put(FUNCTION, Value.of(name));
        entries.put(SOURCE, source.map(Value::of).orElseGet(Value::nothing));
        entries.put(ID, Value.of(id));
        return Value.of(entries);
    }

    /** Of a value that is kept; empty if it is no function. */
    public static Optional<ParameterFunction> of(Value value) {
        if (!(value instanceof Value.MapOf map) || map.find(FUNCTION).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ParameterFunction(
                    map.at(FUNCTION).asText(),
                    map.find(SOURCE).filter(source -> !source.isNothing()).map(Value::asText),
                    map.find(ID).map(Value::asText).orElse("")));
        } catch (DataException e) {
            throw new ParameterException(
                    ParameterException.Kind.TYPE,
                    value + " is no function as they are kept: expected texts for function, source and id");
        }
    }

    /** As it is shown. */
    @Override
    public String toString() {
        return "<function " + name + (source.isPresent() ? ">" : ", for this session only>");
    }
}
