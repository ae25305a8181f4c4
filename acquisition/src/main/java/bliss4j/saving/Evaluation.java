package bliss4j.saving;

import bliss4j.block.Value;
import bliss4j.parameters.ParameterException;
import bliss4j.parameters.ParameterException.Kind;
import bliss4j.parameters.ParameterFunction;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Fills the templates among the parameters with the parameters; what a function gives is asked for once. */
final class Evaluation {
    private final Map<String, Value> values;
    private final Function<String, Value> ask;

    /** @param ask gives what the function of a parameter gives */
    Evaluation(Map<String, Value> values, Function<String, Value> ask) {
        this.values = new HashMap<>(values);
        this.ask = ask;
    }

    SavingPaths paths() {
        return new SavingPaths(
                text(Computed.SESSION.key()),
                text(Parameter.USER_NAME.key()),
                Writer.of(value(Computed.WRITER.key())),
                base(),
                filled(Parameter.TEMPLATE),
                filled(Parameter.DATA_FILENAME),
                new ImagesTemplate(
                        value(Parameter.IMAGES_PATH_RELATIVE.key()).asBoolean(),
                        filled(Parameter.IMAGES_PATH_TEMPLATE),
                        filled(Parameter.IMAGES_PREFIX)),
                text(Parameter.SCAN_NUMBER_FORMAT.key()));
    }

    private String base() {
        PathTemplate base = filled(Parameter.BASE_PATH);
        Set<String> open = base.names();
        if (!open.isEmpty()) {
            throw new ParameterException(
                    Kind.VALUE, "base_path names " + open + ", which only a scan knows: expected it in template");
        }
        return base.text();
    }

    private PathTemplate filled(Parameter parameter) {
        PathTemplate template = PathTemplate.of(text(parameter.key()));
        for (String name : template.names()) {
            if (ParameterFunction.of(value(name)).isPresent()) {
                values.put(name, ask.apply(name));
            }
        }
        return template.fill(values, Computed.LATER);
    }

    private String text(String name) {
        return value(name).asText();
    }

    private Value value(String name) {
        return values.getOrDefault(name, Value.nothing());
    }
}
