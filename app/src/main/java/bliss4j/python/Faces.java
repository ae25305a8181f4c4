package bliss4j.python;

import bliss4j.array.NdArray;
import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import bliss4j.data.LiveSequence;
import bliss4j.device.Axis;
import bliss4j.device.Camera;
import bliss4j.device.Counter;
import bliss4j.device.MeasurementGroup;
import bliss4j.image.ImageView;
import bliss4j.saving.ScanSaving;
import bliss4j.scan.Scan;
import java.lang.ref.Cleaner;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.jspecify.annotations.Nullable;

/**
 * What Java objects are in Python, and back. Values become Python's own; objects become faces: instances of the Python
 * classes beside this package, each with a handle that only Java can open.
 */
public final class Faces {
    private static final String HANDLE = "_handle";

    private final Context context;
    private final Cleaner cleaner = Cleaner.create();
    private final Map<String, Value> known = new ConcurrentHashMap<>();

    Faces(Context context) {
        this.context = context;
    }

    /** A Python module, imported when first asked for. */
    Value module(String name) {
        Value module = known.get(name);
        if (module == null) { // its import may ask for others, so no lock is held
            module = context.eval("python", "import importlib\nimportlib.import_module")
                    .execute(name);
            known.put(name, module);
        }
        return module;
    }

    /** A name of a Python module. */
    public Value python(String module, String name) {
        return module(module).getMember(name);
    }

    private Value builtin(String name) {
        return python("builtins", name);
    }

    /** The Python of what a function of ours returns. */
    Object toPython(@Nullable Object object) {
        return switch (object) {
            case null -> none();
            case Optional<?> optional -> toPython(optional.orElse(null));
            case Value value -> value;
            case String text -> text;
            case Boolean flag -> flag;
            case Integer number -> number;
            case Long number -> number;
            case Double number -> number;
            case BigInteger number -> builtin("int").execute(number.toString());
            case Path path -> path.toString();
            case bliss4j.block.Value value -> fromInfo(value);
            case NdArray array ->
                array.shape().rank() == 0 ? toPython(array.item(0)) : face("bliss.data.array", "ndarray", array);
            case DataNode node -> face(node);
            case DataEvent event -> event(event);
            case Scan scan -> face("bliss.scanning.scan", "Scan", scan);
            case ScanSaving saving -> face("bliss.scanning.scan_saving", "ScanSaving", saving);
            case Axis axis -> face("bliss.common.axis", "Axis", axis);
            case Camera camera -> face("bliss.controllers.lima", "Lima", camera);
            case ImageView view -> face("bliss.data.lima", "LimaDataView", view);
            case Counter counter -> face("bliss.common.counter", "Counter", counter);
            case MeasurementGroup group -> face("bliss.common.measurementgroup", "MeasurementGroup", group);
            case Greenlet greenlet -> face("gevent", "Greenlet", greenlet);
            case LiveSequence<?> live -> live(live);
            case Iterator<?> iterator -> face("bliss._face", "Iterator", iterator);
            case Points points -> python("bliss.data.array", "Points").execute(dict(points.byName()));
            case Collection<?> items -> list(items);
            case Map<?, ?> entries -> dict(entries);
            default -> face("bliss.common.device", "Device", object);
        };
    }

    private Object none() {
        return python("bliss._host", "none");
    }

    private Value list(Collection<?> items) {
        return builtin("list")
                .execute(ProxyArray.fromArray(items.stream().map(this::toPython).toArray()));
    }

    private Value dict(Map<?, ?> entries) {
        return builtin("dict")
                .execute(ProxyArray.fromArray(entries.entrySet().stream()
                        .map(entry -> ProxyArray.fromArray(toPython(entry.getKey()), toPython(entry.getValue())))
                        .toArray()));
    }

    private Value face(DataNode node) {
        return switch (node) {
            case DataNode.Container container -> face("bliss.data.node", "DataNodeContainer", container);
            case DataNode.Scan scan -> face("bliss.data.scan", "Scan", scan);
            case DataNode.Channel channel -> face("bliss.data.channel", "ChannelDataNode", channel);
            case DataNode.Image image -> face("bliss.data.lima", "LimaImageChannelDataNode", image);
        };
    }

    private Value face(String module, String type, Object object) {
        return python(module, type).execute(handle(object));
    }

    /** What a face keeps of its object. */
    public Value handle(Object object) {
        return context.asValue(new Handle(object));
    }

    /** Closed when Python has lost it: a loop over it may just be left. */
    private Value live(LiveSequence<?> sequence) {
        Handle handle = new Handle(sequence);
        cleaner.register(handle, sequence::close);
        return python("bliss._face", "Iterator").execute(context.asValue(handle));
    }

    /** The event's type and its node, as the page's loops take them. */
    private Value event(DataEvent event) {
        return builtin("tuple")
                .execute(ProxyArray.fromArray(
                        python("bliss.data.node", "event")
                                .getMember(event.type().name()),
                        event instanceof DataEvent.External ? none() : face(event.node())));
    }

    private Object fromInfo(bliss4j.block.Value value) {
        return switch (value) {
            case bliss4j.block.Value.Nothing nothing -> none();
            case bliss4j.block.Value.Flag flag -> flag.value();
            case bliss4j.block.Value.Whole whole -> whole.value();
            case bliss4j.block.Value.Huge huge -> toPython(huge.value());
            case bliss4j.block.Value.Real real -> real.value();
            case bliss4j.block.Value.Text text -> text.value();
            case bliss4j.block.Value.Bytes bytes -> bytes(bytes.toArray());
            case bliss4j.block.Value.Time time -> time(time.value());
            case bliss4j.block.Value.Type type -> type.value().numpyName();
            case bliss4j.block.Value.Array array -> toPython(array.value());
            case bliss4j.block.Value.Unreadable unreadable -> unreadable.toString();
            case bliss4j.block.Value.ListOf items ->
                switch (items.kind()) {
                    case LIST -> list(items.items());
                    case TUPLE -> builtin("tuple").execute(list(items.items()));
                    case SET -> builtin("set").execute(list(items.items()));
                };
            case bliss4j.block.Value.MapOf map -> dict(map.entries());
        };
    }

    /** A Python bytes object. As text of one byte a character it is passed at once. */
    public Value bytes(byte[] bytes) {
        return builtin("bytes").execute(new String(bytes, StandardCharsets.ISO_8859_1), "latin-1");
    }

    private Value time(LocalDateTime time) {
        return python("datetime", "datetime").getMember("fromisoformat").execute(time.toString());
    }

    /** What a face stands for; empty if {@code value} is none. */
    public Optional<Object> toJava(Value value) {
        Value handle = value.hasMember(HANDLE) ? value.getMember(HANDLE) : value;
        return handle.isHostObject() && handle.asHostObject() instanceof Handle known
                ? Optional.of(known.object())
                : Optional.empty();
    }

    /** A number, text, a boolean, None or an array as a setting keeps it; empty if it is something else. */
    public Optional<bliss4j.block.Value> toInfo(Value value) {
        if (value.isNull()) {
            return Optional.of(bliss4j.block.Value.nothing());
        }
        if (value.isBoolean()) {
            return Optional.of(bliss4j.block.Value.of(value.asBoolean()));
        }
        if (value.isString()) {
            return Optional.of(bliss4j.block.Value.of(value.asString()));
        }
        if (value.isNumber()) {
            return Optional.of(
                    isFloat(value)
                            ? bliss4j.block.Value.of(value.asDouble())
                            : bliss4j.block.Value.of(value.asBigInteger()));
        }
        return Optional.empty();
    }

    public boolean isFloat(Value value) {
        return builtin("isinstance").execute(value, builtin("float")).asBoolean();
    }

    public boolean isTrue(Value value) {
        return builtin("bool").execute(value).asBoolean();
    }

    public String repr(Value value) {
        return builtin("repr").execute(value).asString();
    }

    /** Calls a function of Python with Java objects. */
    public Value callBack(Value function, Object... arguments) {
        Object[] given = java.util.Arrays.stream(arguments).map(this::toPython).toArray();
        Optional<Running> running = Running.current();
        return running.isPresent() ? running.get().inPython(() -> function.execute(given)) : function.execute(given);
    }

    /** Raises in Python; what this returns is to be thrown. */
    PolyglotException raise(PythonException exception) {
        try {
            python("bliss._host", "fail").execute(exception.type(), String.valueOf(exception.getMessage()));
        } catch (PolyglotException raised) {
            return raised;
        }
        throw new IllegalStateException("bliss._host.fail raised nothing");
    }
}
