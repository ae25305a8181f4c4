package bliss4j.config;

import bliss4j.block.Value;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** What single words of a YAML 1.2 file mean: {@code 5} is a number, {@code '5'} and {@code yes} are text. */
final class YamlScalars {
    private static final ScalarResolver RESOLVER = new CoreSchema().getScalarResolver();
    private static final Set<Tag> KNOWN = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.SEQ, Tag.MAP);

    private YamlScalars() {}

    static Yaml.Scalar read(Place place, ScalarEvent scalar) {
        String text = scalar.getValue();
        String given = scalar.getTag().orElse("!");
        Tag tag;
        if (given.equals("!")) {
            tag = RESOLVER.resolve(text, scalar.getImplicit().canOmitTagInPlainScalar());
        } else {
            checkTag(place, given);
            tag = new Tag(given);
        }
        try {
            return new Yaml.Scalar(place, value(tag, text));
        } catch (NumberFormatException e) {
            throw place.error("'" + text + "' is no number");
        }
    }

    /** Refuses tags that ask for other types: a configuration never names a class that way. */
    static void checkTag(Place place, String tag) {
        if (!tag.equals("!") && !KNOWN.contains(new Tag(tag))) {
            throw place.error("tag '" + tag + "' is not known; expected a plain value");
        }
    }

    /** A key as it is written, were it a number. */
    static String key(Yaml.Scalar scalar) {
        return scalar.value() instanceof Value.Text text
                ? text.value()
                : scalar.value().toString();
    }

    private static Value value(Tag tag, String text) {
        if (tag.equals(Tag.INT)) {
            return Value.of(whole(text));
        } else if (tag.equals(Tag.FLOAT)) {
            return Value.of(real(text.toLowerCase(Locale.ROOT)));
        } else if (tag.equals(Tag.BOOL)) {
            return Value.of(text.equalsIgnoreCase("true"));
        }
        return tag.equals(Tag.NULL) ? Value.nothing() : Value.of(text);
    }

    private static BigInteger whole(String text) {
        return switch (text.length() > 2 ? text.substring(0, 2) : "") {
            case "0x" -> new BigInteger(text.substring(2), 16);
            case "0o" -> new BigInteger(text.substring(2), 8);
            default -> new BigInteger(text);
        };
    }

    private static double real(String text) {
        return switch (text) {
            case ".nan" -> Double.NaN;
            case ".inf", "+.inf" -> Double.POSITIVE_INFINITY;
            case "-.inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
