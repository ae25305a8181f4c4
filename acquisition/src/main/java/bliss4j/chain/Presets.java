package bliss4j.chain;

import bliss4j.chain.ChainPreset.IterationPreset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** The presets of a chain, in the order in which they were added. */
final class Presets {
    private final AcquisitionChain chain;
    private final List<ChainPreset> presets;

    Presets(AcquisitionChain chain) {
        this.chain = chain;
        this.presets = chain.presets();
    }

    void prepare() {
        presets.forEach(preset -> preset.prepare(chain));
    }

    void start() {
        presets.forEach(preset -> preset.start(chain));
    }

    /** Stops all, whatever one of them throws. */
    void stop(Consumer<Runnable> keepingFailure) {
        presets.forEach(preset -> keepingFailure.accept(() -> preset.stop(chain)));
    }

    /** What goes on beside the iterations to come. */
    Iterations iterations() {
        return new Iterations(
                presets.stream().map(preset -> preset.iterations(chain)).toList());
    }

    /** One thread's. */
    static final class Iterations {
        static final Iterations NONE = new Iterations(List.of());

        private final List<Iterator<IterationPreset>> all;
        private final List<IterationPreset> now = new ArrayList<>();

        private Iterations(List<Iterator<IterationPreset>> all) {
            this.all = all;
        }

        void begin() {
            now.clear();
            all.forEach(each -> {
                if (each.hasNext()) {
                    now.add(each.next());
                }
            });
            now.forEach(IterationPreset::prepare);
            now.forEach(IterationPreset::start);
        }

        void end() {
            now.forEach(IterationPreset::stop);
        }
    }
}
