package bliss4j.saving;

import bliss4j.block.Value;
import bliss4j.parameters.ParameterException;
import bliss4j.parameters.ParameterException.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A path with parameters in it, in the style of Python's {@code str.format}: {@code {session}/{s_name}/}, {@code
 * {run:03d}}; a brace written twice is the character itself.
 *
 * <p>It is filled in steps: what is not known before the scan starts stays a field of the filled template, and braces
 * that came out of a value are never taken for one. Immutable, compared by what it holds.
 */
public final class PathTemplate {
    /** What a template is made of. */
    private sealed interface Piece {
        String text();
    }

    private record Literal(String text) implements Piece {}

    private record Field(String name, Conversion conversion, String spec) implements Piece {
        /** Without the format, whose ':' no path may hold. */
        @Override
        public String text() {
            return "{" + name + "}";
        }
    }

    private enum Conversion {
        NONE,
        STR,
        REPR
    }

    /** Gives a field its value; empty leaves the field as it is. */
    @FunctionalInterface
    interface Source {
        Optional<Value> find(String name, String spec);
    }

    private final List<Piece> pieces;

    private PathTemplate(List<Piece> pieces) {
        this.pieces = List.copyOf(pieces);
    }

    /**
     * Reads a template.
     *
     * @throws ParameterException VALUE if its braces do not match or hold anything but a name, {@code !r} or {@code !s}, and
     *     a format
     */
    public static PathTemplate of(String text) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean brace = c == '{' || c == '}';
            boolean twice = brace && at + 1 < text.length() && text.charAt(at + 1) == c;
            if (!brace || twice) {
                literal.append(c);
                at += brace ? 2 : 1;
            } else if (c == '}') {
                throw broken(text, "a '}' without '{'; write '}}' for the character");
            } else {
                int end = text.indexOf('}', at);
                if (end < 0) {
                    throw broken(text, "a '{' without '}'; write '{{' for the character");
                }
                pieces.add(new Literal(literal.toString()));
                literal.setLength(0);
                pieces.add(field(text, text.substring(at, end + 1)));
                at = end + 1;
            }
        }
        pieces.add(new Literal(literal.toString()));
        return new PathTemplate(pieces);
    }

    private static Field field(String template, String text) {
        String inside = text.substring(1, text.length() - 1);
        int colon = inside.indexOf(':');
        String spec = colon < 0 ? "" : inside.substring(colon + 1);
        String head = colon < 0 ? inside : inside.substring(0, colon);
        int mark = head.indexOf('!');
        String name = mark < 0 ? head : head.substring(0, mark);
        Conversion conversion = switch (mark < 0 ? "" : head.substring(mark)) {
            case "" -> Conversion.NONE;
            case "!s" -> Conversion.STR;
            case "!r" -> Conversion.REPR;
            case String other -> throw broken(template, "'" + other + "'; expected '!r' or '!s'");
        };
        if (name.isEmpty() || name.chars().anyMatch(c -> "{.[".indexOf(c) >= 0) || spec.indexOf('{') >= 0) {
            throw broken(template, text + "; expected the name of a parameter between braces");
        }
        FormatSpec.of(spec);
        return new Field(name, conversion, spec);
    }

    private static ParameterException broken(String template, String what) {
        return new ParameterException(Kind.VALUE, "template '" + template + "' has " + what);
    }

    /** The parameters that are still to be filled in, in the order of their first use. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (Piece piece : pieces) {
            if (piece instanceof Field field) {
                names.add(field.name);
            }
        }
        return names;
    }

    /**
     * Puts in what is known.
     *
     * @param values by name
     * @param later names that stay as they are until they are known
     * @throws ParameterException RUNTIME if a name is neither a value's nor for later; TYPE or VALUE if a value does not take
     *     the format it is given
     */
    public PathTemplate fill(Map<String, Value> values, Set<String> later) {
        return fill((name, spec) -> {
            Optional<Value> value = later.contains(name) ? Optional.empty() : Optional.ofNullable(values.get(name));
            if (value.isEmpty() && !later.contains(name)) {
                throw new ParameterException(Kind.RUNTIME, "Missing '" + name + "' attribute in ScanSaving");
            }
            return value;
        });
    }

    PathTemplate fill(Source source) {
        return new PathTemplate(pieces.stream()
                .map(piece -> switch (piece) {
                    case Literal literal -> literal;
                    case Field field ->
                        source.find(field.name, field.spec)
                                .<Piece>map(value -> new Literal(formatted(field, value)))
                                .orElse(field);
                })
                .toList());
    }

    private static String formatted(Field field, Value value) {
        Value shown = switch (field.conversion) {
            case NONE -> value;
            case STR -> Value.of(FormatSpec.PLAIN.format(value));
            case REPR -> Value.of(value.toString());
        };
        return FormatSpec.of(field.spec).format(shown);
    }

    /** This template, then another one. */
    PathTemplate then(PathTemplate more) {
        List<Piece> all = new ArrayList<>(pieces);
        all.addAll(more.pieces);
        return new PathTemplate(all);
    }

    /** What stands in it outside of its fields. */
    String literals() {
        return pieces.stream()
                .filter(Literal.class::isInstance)
                .map(Piece::text)
                .collect(Collectors.joining());
    }

    /** The path as far as it is known: what is still to be filled in stands there as {@code {name}}. */
    public String text() {
        return pieces.stream().map(Piece::text).collect(Collectors.joining());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PathTemplate that && pieces.equals(that.pieces);
    }

    @Override
    public int hashCode() {
        return pieces.hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
