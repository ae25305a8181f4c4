package bliss4j.python;

import bliss4j.data.DataNode;
import bliss4j.data.NodeFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.graalvm.polyglot.Value;

/** What Python gave to a function of ours, as Java has it. What is of another kind is refused as a {@code TypeError}. */
public final class Arguments {
    private final Faces faces;
    private final Value[] given;

    Arguments(Faces faces, Value... given) {
        this.faces = faces;
        this.given = given;
    }

    /** Others, to be looked at in the same way. */
    public Arguments of(Value... others) {
        return new Arguments(faces, others);
    }

    /** The items of a list or tuple, to be looked at in the same way. */
    public Arguments inside(int index) {
        Value value = given[index];
        if (!value.hasArrayElements()) {
            throw wrong(value, "what was given", "several items");
        }
        Value[] items = new Value[(int) value.getArraySize()];
        for (int i = 0; i < items.length; i++) {
            items[i] = value.getArrayElement(i);
        }
        return new Arguments(faces, items);
    }

    /** How many there are. */
    public int size() {
        return given.length;
    }

    /** As Python has it. */
    public Value value(int index) {
        return given[index];
    }

    public boolean isNone(int index) {
        return given[index].isNull();
    }

    public String text(int index, String what) {
        return text(given[index], what);
    }

    private String text(Value value, String what) {
        if (!value.isString()) {
            throw wrong(value, what, "text");
        }
        return value.asString();
    }

    public double number(int index, String what) {
        Value value = given[index];
        if (value.isNumber() && value.fitsInDouble()) {
            return value.asDouble();
        }
        if (value.isNumber() && value.fitsInLong()) {
            return value.asLong(); // beyond 2^53 it loses digits, as in Python
        }
        throw wrong(value, what, "a number");
    }

    /** @throws PythonException ValueError for a number with a fraction */
    public int whole(int index, String what) {
        Value value = given[index];
        if (value.isBoolean() || !value.isNumber()) {
            throw wrong(value, what, "a whole number");
        }
        if (!value.fitsInInt() || faces.isFloat(value)) {
            throw new PythonException("ValueError", what + " is " + faces.repr(value) + ", expected a whole number");
        }
        return value.asInt();
    }

    public long index(int index, String what) {
        Value value = given[index];
        if (!value.fitsInLong() || faces.isFloat(value)) {
            throw wrong(value, what, "a whole number");
        }
        return value.asLong();
    }

    public boolean flag(int index) {
        return faces.isTrue(given[index]);
    }

    /** What a face stands for. */
    public <T> T object(int index, Class<T> type, String what) {
        return object(given[index], type, what);
    }

    private <T> T object(Value value, Class<T> type, String what) {
        Object object =
                faces.toJava(value).filter(type::isInstance).orElseThrow(() -> wrong(value, what, article(type)));
        return type.cast(object);
    }

    /** What the faces of a list or tuple stand for. */
    public <T> List<T> objects(int index, Class<T> type, String what) {
        List<T> objects = new ArrayList<>();
        for (long i = 0; i < given[index].getArraySize(); i++) {
            objects.add(object(given[index].getArrayElement(i), type, what));
        }
        return objects;
    }

    /** The texts of a list or tuple. */
    public List<String> texts(int index, String what) {
        List<String> texts = new ArrayList<>();
        for (long i = 0; i < given[index].getArraySize(); i++) {
            texts.add(text(given[index].getArrayElement(i), what));
        }
        return texts;
    }

    /** An entry of a dict of options; empty if it is None. */
    public Optional<Value> option(int index, String key) {
        Value value = given[index].getHashValue(key);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    public Optional<String> textOption(int index, String key) {
        return option(index, key).map(value -> text(value, key));
    }

    public boolean flagOption(int index, String key) {
        return option(index, key).map(faces::isTrue).orElse(false);
    }

    /** None, a type, several types or a function of the node (ruling X12). */
    public NodeFilter filter(int index) {
        Value filter = given[index];
        if (filter.isNull()) {
            return NodeFilter.all();
        }
        if (filter.isString()) {
            return NodeFilter.types(filter.asString());
        }
        if (filter.canExecute()) {
            return node -> faces.isTrue(faces.callBack(filter, node));
        }
        if (filter.hasArrayElements()) {
            List<String> types = new ArrayList<>();
            for (long i = 0; i < filter.getArraySize(); i++) {
                types.add(text(filter.getArrayElement(i), "a type of node"));
            }
            return NodeFilter.types(types.toArray(String[]::new));
        }
        throw wrong(filter, "filter", "None, a type such as 'scan', several of them, or a function of the node");
    }

    public DataNode.Channel channel(int index) {
        return object(index, DataNode.Channel.class, "node");
    }

    private PythonException wrong(Value value, String what, String expected) {
        return new PythonException("TypeError", what + " is " + faces.repr(value) + ", expected " + expected);
    }

    private static String article(Class<?> type) {
        String name = type.getSimpleName().toLowerCase(java.util.Locale.ROOT);
        return ("aeiou".indexOf(name.charAt(0)) < 0 ? "a " : "an ") + name;
    }
}
