package bliss4j.scan;

import bliss4j.chain.AcquisitionChain;
import bliss4j.chain.ChainPreset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** {@code DEFAULT_CHAIN}: what the chains of all scans of a session have. Any thread may change it; a scan that runs has what was there. */
public final class DefaultChain {
    private final List<ChainPreset> chainPresets = new CopyOnWriteArrayList<>();
    private final List<ScanPreset> scanPresets = new CopyOnWriteArrayList<>();

    /** Has every scan from now on do this beside its chain. */
    public void add(ChainPreset preset) {
        chainPresets.add(preset);
    }

    /** Has every scan from now on do this. */
    public void add(ScanPreset preset) {
        scanPresets.add(preset);
    }

    /**
     * Takes a preset away again.
     *
     * @return false if it was not there
     */
    public boolean remove(Object preset) {
        boolean ofChain = chainPresets.remove(preset);
        boolean ofScan = scanPresets.remove(preset);
        return ofChain || ofScan;
    }

    /** Adds them to a scan's chain, and those of the scan alone. */
    void addTo(AcquisitionChain chain, Scan scan, List<ScanPreset> own) {
        scanPresets.forEach(preset -> chain.add(of(preset, scan)));
        own.forEach(preset -> chain.add(of(preset, scan)));
        chainPresets.forEach(chain::add);
    }

    private static ChainPreset of(ScanPreset preset, Scan scan) {
        return new ChainPreset() {
            @Override
            public void prepare(AcquisitionChain chain) {
                preset.prepare(scan);
            }

            @Override
            public void start(AcquisitionChain chain) {
                preset.start(scan);
            }

            @Override
            public void stop(AcquisitionChain chain) {
                preset.stop(scan);
            }
        };
    }
}
