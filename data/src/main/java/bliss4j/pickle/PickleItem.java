package bliss4j.pickle;

import bliss4j.array.NdArray;
import bliss4j.block.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What stands on the stack while a pickle is read: finished values, and what later opcodes may still fill. */
sealed interface PickleItem {
    /** A value that needs nothing more. */
    record Known(Value value) implements PickleItem {}

    /** Bytes; nobody writes to the array. */
    final class Raw implements PickleItem {
        private final byte[] bytes;

        Raw(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    /** A name from the closed list, to be called or named as an argument. */
    record Global(PickleGlobal name) implements PickleItem {}

    /** A list, tuple or set. */
    final class Sequence implements PickleItem {
        final Value.Kind kind;
        final List<PickleItem> items;

        Sequence(Value.Kind kind, List<PickleItem> items) {
            this.kind = kind;
            this.items = items;
        }
    }

    /** A dict: keys and values in turn. */
    final class Dict implements PickleItem {
        final List<PickleItem> pairs = new ArrayList<>();
    }

    /** A numpy array whose content comes with BUILD. */
    final class OpenArray implements PickleItem {
        private @Nullable NdArray content;

        void fill(NdArray array) {
            content = array;
        }

        Optional<NdArray> content() {
            return Optional.ofNullable(content);
        }
    }

    /** A numpy dtype, whose byte order comes with BUILD. */
    final class OpenDType implements PickleItem {
        private PickleDType dtype;

        OpenDType(PickleDType dtype) {
            this.dtype = dtype;
        }

        void fill(PickleDType other) {
            dtype = other;
        }

        PickleDType dtype() {
            return dtype;
        }
    }
}
