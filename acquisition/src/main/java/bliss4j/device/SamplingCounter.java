package bliss4j.device;

/** A counter that can be read at any moment; a point is the mean of the reads during the count time. */
public interface SamplingCounter extends Counter {
    /** Reads the device; takes as long as that takes. */
    double read() throws InterruptedException;
}
