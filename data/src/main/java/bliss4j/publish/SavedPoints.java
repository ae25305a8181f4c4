package bliss4j.publish;

import bliss4j.array.NdArray;

/** Where points can be had again that Redis has not got: the scan's file, or for an unsaved scan its backlog. */
public interface SavedPoints {
    /**
     * Points of a channel that were appended before.
     *
     * @param from the first index
     * @param to the index after the last; not far from {@code from}
     * @return shape (n,) + the shape of a point; n may be less than asked for, but not 0
     * @throws PublishException if they can no longer be had, naming the first index that is lost
     */
    NdArray read(int channel, long from, long to);
}
