package bliss4j.chain;

import bliss4j.array.NdArray;

/** Where the points of a chain's channels go. Called from the threads of the devices, one at a time for a channel. */
@FunctionalInterface
public interface BlockSink {
    /**
     * @param channel its place among the chain's channels
     * @param points shape (n,) + the shape of a point
     * @param timeNs when they were measured, ns since the epoch
     */
    void emit(int channel, NdArray points, long timeNs);
}
