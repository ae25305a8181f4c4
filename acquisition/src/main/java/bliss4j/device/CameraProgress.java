package bliss4j.device;

import java.util.List;
import java.util.Optional;

/**
 * How far a camera is.
 *
 * @param acquired how many images it has taken
 * @param done of images whose saving is over, in their order, from the one that was asked for
 * @param dropped how many were lost, since saving was too slow
 * @param failure why no more come, if something failed
 */
public record CameraProgress(long acquired, List<Done> done, long dropped, Optional<String> failure) {
    public CameraProgress {
        done = List.copyOf(done);
    }

    /**
     * An image that others can have.
     *
     * @param saved whether it is in a file
     * @param rois for each ROI the {@link Roi#VALUES}
     */
    public record Done(boolean saved, List<Double> rois) {
        public Done {
            rois = List.copyOf(rois);
        }
    }
}
