package bliss4j.benchmarks;

/** One way to do a thing, ours or the reference. */
@FunctionalInterface
interface Contender {
    /** Does it once, for about a second. */
    Figures run() throws InterruptedException;
}
