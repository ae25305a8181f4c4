package bliss4j.scan;

import bliss4j.block.Value;
import bliss4j.chain.AcquisitionChain;
import bliss4j.device.CameraSaving;
import bliss4j.device.Roi;
import bliss4j.image.ImageSaving;
import bliss4j.saving.ImageFiles;
import bliss4j.saving.SavingPaths;
import bliss4j.step.CameraSlave;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The cameras of one scan: where they save, and what the scan says of them. */
final class ScanCameras {
    private final List<CameraSlave> cameras;

    ScanCameras(AcquisitionChain chain) {
        cameras = chain.devices().stream()
                .filter(CameraSlave.class::isInstance)
                .map(CameraSlave.class::cast)
                .toList();
    }

    /**
     * Tells each camera where to save.
     *
     * @param points how many images, 0 for no end
     * @param paths those of the scan with its number
     * @param dataFile the scan's
     */
    void save(int points, SavingPaths paths, Path dataFile) {
        Path directory = dataFile.toAbsolutePath().getParent();
        for (CameraSlave slave : cameras) {
            ImageFiles files = paths.imageFiles(slave.name());
            CameraSaving how = slave.camera().saving();
            ImageSaving saving = ImageSaving.of(how.format(), files.directory(), files.prefix(), slave.name())
                    .withFramesPerFile(how.framesPerFile())
                    .withFrames(points);
            slave.save(saving, saving, directory == null ? dataFile : directory);
        }
    }

    /** What each camera was set to and what its ROIs are, beside what users say of the instrument. */
    Value.MapOf instrument(Value told) {
        Map<Value, Value> all = new LinkedHashMap<>();
        for (CameraSlave slave : cameras) {
            Map<String, Value> entry = new LinkedHashMap<>();
            entry.put(
                    "lima_parameters",
                    Value.of(slave.camera().describe(0, slave.order()).description()));
            entry.put("roi_counters", rois(slave.camera().rois()));
            all.put(Value.of(slave.name()), Value.of(entry));
        }
        if (told instanceof Value.MapOf more) {
            all.putAll(more.entries());
        }
        return new Value.MapOf(all);
    }

    private static Value rois(List<Roi> rois) {
        Map<String, Value> entries = new LinkedHashMap<>();
        for (Roi roi : rois) {
            Map<String, Value> entry = new LinkedHashMap<>();
            entry.put("x", Value.of(roi.x()));
            entry.put("y", Value.of(roi.y()));
            entry.put("width", Value.of(roi.width()));
            entry.put("height", Value.of(roi.height()));
            entries.put(roi.name(), Value.of(entry));
        }
        return Value.of(entries);
    }

    boolean isEmpty() {
        return cameras.isEmpty();
    }
}
