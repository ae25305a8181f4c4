package bliss4j.saving;

import bliss4j.block.Value;
import bliss4j.saving.SavingException.Kind;
import java.util.Map;
import java.util.Set;

/** Fills the templates among the parameters with the parameters. */
record Evaluation(Map<String, Value> values) {
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
            throw new SavingException(
                    Kind.VALUE, "base_path names " + open + ", which only a scan knows: expected it in template");
        }
        return base.text();
    }

    private PathTemplate filled(Parameter parameter) {
        return PathTemplate.of(text(parameter.key())).fill(values, Computed.LATER);
    }

    private String text(String name) {
        return value(name).asText();
    }

    private Value value(String name) {
        return values.getOrDefault(name, Value.nothing());
    }
}
