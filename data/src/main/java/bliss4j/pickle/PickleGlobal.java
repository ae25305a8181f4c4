package bliss4j.pickle;

import bliss4j.array.DType;
import bliss4j.block.Value;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The functions and classes that a pickle of this layout may name and call; there are no others. */
enum PickleGlobal {
    ENCODE("_codecs encode"),
    BYTES("builtins bytes", "__builtin__ bytes"),
    SET("builtins set", "__builtin__ set", "builtins frozenset", "__builtin__ frozenset"),
    DATETIME("datetime datetime"),
    SCAN_STATE("bliss.scanning.scan ScanState"),
    DTYPE("numpy dtype"),
    NDARRAY("numpy ndarray"),
    FROMBUFFER("numpy frombuffer"),
    FROMBUFFER_5("numpy._core.numeric _frombuffer", "numpy.core.numeric _frombuffer"),
    RECONSTRUCT("numpy._core.multiarray _reconstruct", "numpy.core.multiarray _reconstruct"),
    SCALAR("numpy._core.multiarray scalar", "numpy.core.multiarray scalar");

    private static final Map<String, PickleItem> BY_NAME = new HashMap<>();

    static {
        for (PickleGlobal global : values()) {
            for (String name : global.names.split("\n")) {
                BY_NAME.put(name, new PickleItem.Global(global));
            }
        }
        for (DType type : DType.values()) {
            BY_NAME.put("numpy " + type.numpyName(), new PickleItem.Known(Value.of(type)));
        }
        BY_NAME.put("numpy bool_", new PickleItem.Known(Value.of(DType.BOOL)));
        BY_NAME.put("numpy longlong", new PickleItem.Known(Value.of(DType.INT64)));
        BY_NAME.put("numpy ulonglong", new PickleItem.Known(Value.of(DType.UINT64)));
        BY_NAME.put("numpy str_", new PickleItem.Known(Value.of(DType.TEXT)));
    }

    private final String names;

    PickleGlobal(String... names) {
        this.names = String.join("\n", names);
    }

    /**
     * What a pickle means by {@code name} of {@code module}.
     *
     * @throws PickleException if it is not in the list
     */
    static PickleItem find(String module, String name) {
        PickleItem item = BY_NAME.get(module + " " + name);
        if (item == null) {
            throw PickleException.refused(module + " " + name);
        }
        return item;
    }

    PickleItem call(PickleArguments arguments) {
        return switch (this) {
            case ENCODE -> encode(arguments);
            case BYTES -> bytes(arguments);
            case SET -> set(arguments);
            case DATETIME -> datetime(arguments);
            case SCAN_STATE -> state(arguments);
            case DTYPE -> PickleNumpy.dtype(arguments);
            case NDARRAY -> PickleNumpy.ndarray(arguments);
            case FROMBUFFER -> PickleNumpy.frombuffer(arguments);
            case FROMBUFFER_5 -> PickleNumpy.frombuffer5(arguments);
            case RECONSTRUCT -> PickleNumpy.reconstruct(arguments);
            case SCALAR -> PickleNumpy.scalar(arguments);
        };
    }

    /** How protocols 0 to 2 write bytes: as text that is to be encoded. */
    private static PickleItem encode(PickleArguments arguments) {
        arguments.expectSize(2, 2);
        String codec = arguments.text(1);
        if (!codec.equals("latin1") && !codec.equals("latin-1")) {
            throw PickleException.refused("the encoding " + codec);
        }
        String text = arguments.text(0);
        if (text.chars().anyMatch(c -> c > 0xFF)) {
            throw PickleException.malformed("bytes beyond 255");
        }
        return new PickleItem.Raw(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static PickleItem bytes(PickleArguments arguments) {
        arguments.expectSize(0, 1);
        return new PickleItem.Raw(arguments.size() == 0 ? new byte[0] : arguments.bytes(0));
    }

    private static PickleItem set(PickleArguments arguments) {
        arguments.expectSize(0, 1);
        List<PickleItem> items = arguments.size() == 0 ? List.of() : arguments.items(0);
        return new PickleItem.Sequence(Value.Kind.SET, new ArrayList<>(items));
    }

    private static PickleItem state(PickleArguments arguments) {
        arguments.expectSize(1, 1);
        return new PickleItem.Known(Value.of(arguments.number(0)));
    }

    private static PickleItem datetime(PickleArguments arguments) {
        arguments.expectSize(1, 7);
        int[] fields = new int[7];
        if (arguments.isBytes(0)) {
            if (arguments.size() > 1) {
                throw PickleException.refused("a datetime with a time zone");
            }
            packed(arguments.bytes(0), fields);
        } else {
            arguments.expectSize(3, 7);
            for (int i = 0; i < arguments.size(); i++) {
                fields[i] = arguments.number(i);
            }
        }
        return new PickleItem.Known(Value.of(time(fields)));
    }

    /** The ten bytes of a datetime; the month's high bit says which of two equal times at the end of summer time it is. */
    private static void packed(byte[] bytes, int[] fields) {
        if (bytes.length != 10) {
            throw PickleException.malformed("a datetime of " + bytes.length + " bytes, expected 10");
        }
        fields[0] = ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
        fields[1] = bytes[2] & 0x7F;
        for (int i = 2; i < 6; i++) {
            fields[i] = bytes[i + 1];
        }
        fields[6] = ((bytes[7] & 0xFF) << 16) | ((bytes[8] & 0xFF) << 8) | (bytes[9] & 0xFF);
    }

    private static LocalDateTime time(int[] fields) {
        boolean inYears = fields[0] >= 1 && fields[0] <= 9999;
        if (!inYears || fields[6] < 0 || fields[6] > 999_999) {
            throw PickleException.malformed("a datetime with year " + fields[0] + " and microsecond " + fields[6]);
        }
        try {
            return LocalDateTime.of(fields[0], fields[1], fields[2], fields[3], fields[4], fields[5], fields[6] * 1000);
        } catch (DateTimeException e) {
            throw PickleException.malformed("a datetime that is none: " + e.getMessage());
        }
    }

    @Override
    public String toString() {
        return names.lines().findFirst().orElseThrow();
    }
}
