package bliss4j.shell;

import bliss4j.chain.AcquisitionChain;
import bliss4j.chain.ChainPreset;
import bliss4j.python.Arguments;
import bliss4j.python.Faces;
import bliss4j.python.HostFunctions;
import bliss4j.scan.DefaultChain;
import bliss4j.scan.Scan;
import bliss4j.scan.ScanPreset;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** What {@code DEFAULT_CHAIN} and presets ask: users' objects of Python whose methods scans call. */
final class PresetFunctions {
    private final DefaultChain chain;
    private final Faces faces;
    private final Map<Long, Object> added = new ConcurrentHashMap<>();

    PresetFunctions(DefaultChain chain, Faces faces) {
        this.chain = chain;
        this.faces = faces;
    }

    void addTo(HostFunctions functions) {
        functions.add("chain_add_chain_preset", given -> {
            OfChain preset = new OfChain(given.value(0));
            added.put(given.index(1, "id"), preset);
            chain.add(preset);
            return null;
        });
        functions.add("chain_add_scan_preset", given -> {
            OfScan preset = new OfScan(given.value(0));
            added.put(given.index(1, "id"), preset);
            chain.add(preset);
            return null;
        });
        functions.add("chain_remove_preset", this::remove);
        functions.add("scan_add_preset", given -> {
            given.object(0, Scan.class, "scan").add(new OfScan(given.value(1)));
            return null;
        });
    }

    private boolean remove(Arguments given) {
        Object preset = added.remove(given.index(0, "id"));
        return preset != null && chain.remove(preset);
    }

    private Value call(Value preset, String method, Object... arguments) {
        return faces.callBack(preset.getMember(method), arguments);
    }

    private final class OfScan implements ScanPreset {
        private final Value preset;

        OfScan(Value preset) {
            this.preset = preset;
        }

        @Override
        public void prepare(Scan scan) {
            call(preset, "prepare", scan);
        }

        @Override
        public void start(Scan scan) {
            call(preset, "start", scan);
        }

        @Override
        public void stop(Scan scan) {
            call(preset, "stop", scan);
        }
    }

    private final class OfChain implements ChainPreset {
        private final Value preset;

        OfChain(Value preset) {
            this.preset = preset;
        }

        @Override
        public void prepare(AcquisitionChain known) {
            call(preset, "prepare", known);
        }

        @Override
        public void start(AcquisitionChain known) {
            call(preset, "start", known);
        }

        @Override
        public void stop(AcquisitionChain known) {
            call(preset, "stop", known);
        }

        @Override
        public Iterator<IterationPreset> iterations(AcquisitionChain known) {
            Value iterations = call(preset, "get_iterator", known);
            return iterations.isNull() ? Collections.emptyIterator() : new Iterations(iterations);
        }
    }

    /** One of Python's iterators. */
    private final class Iterations implements Iterator<ChainPreset.IterationPreset> {
        private final Value iterator;
        private @Nullable Value coming;

        Iterations(Value iterable) {
            this.iterator = faces.callBack(faces.python("builtins", "iter"), iterable);
        }

        @Override
        public boolean hasNext() {
            if (coming == null) {
                coming = faces.callBack(faces.python("builtins", "next"), iterator, Optional.empty());
            }
            return !coming.isNull();
        }

        @Override
        public ChainPreset.IterationPreset next() {
            Value now = coming;
            if (now == null || now.isNull()) {
                throw new NoSuchElementException("no more iterations");
            }
            coming = null;
            return new OfIteration(now);
        }
    }

    private final class OfIteration implements ChainPreset.IterationPreset {
        private final Value preset;

        OfIteration(Value preset) {
            this.preset = preset;
        }

        @Override
        public void prepare() {
            call(preset, "prepare");
        }

        @Override
        public void start() {
            call(preset, "start");
        }

        @Override
        public void stop() {
            call(preset, "stop");
        }
    }
}
