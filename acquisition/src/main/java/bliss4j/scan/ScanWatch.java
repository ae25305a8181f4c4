package bliss4j.scan;

import bliss4j.array.NdArray;
import bliss4j.publish.ScanDescription;

/**
 * Sees the scans of a session while they run, from inside: also what Redis is away for. It is called in the scan's own
 * threads, so it returns at once, waits for nobody and throws nothing. Set by {@link ScanHistory#watch}.
 */
public interface ScanWatch {
    /** Sees nothing. */
    ScanWatch NONE = (scan, description) -> Points.UNSEEN;

    /** A scan has its number; its first point is to come. Gives what is told of it from here on. */
    Points started(Scan scan, ScanDescription description);

    /** Is told of one scan. */
    interface Points {
        /** Looks at nothing. */
        Points UNSEEN = new Points() {
            @Override
            public void points(int channel, NdArray points) {}

            @Override
            public void ended() {}
        };

        /**
         * A channel has these next points. One thread a channel; different channels may have different threads.
         *
         * @param channel its place in {@link ScanDescription#channels}
         * @param points shape (n,) + the shape of a point
         */
        void points(int channel, NdArray points);

        /** The scan is over, see {@link Scan#end}; called once, after the last points. */
        void ended();
    }
}
