package bliss4j.benchmarks;

/** Told in a follower's thread what has come. */
@FunctionalInterface
interface Arrivals {
    /**
     * @param channel which of the scan
     * @param first the index of the first point
     * @param count how many points
     * @param nowNs when they came
     */
    void points(int channel, long first, int count, long nowNs);
}
