package bliss4j.sim;

import bliss4j.device.AcquisitionException;
import bliss4j.device.SamplingCounter;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** A diode that reads a random whole number from −100 to 100, or always the same value. */
public final class SimDiode implements SamplingCounter {
    private static final int HIGHEST = 100;

    private final String name;
    private final String device;
    private final OptionalDouble constant;
    private final long readNs;

    /**
     * @param device the device it belongs to
     * @param constant what it always reads, if anything
     * @param readSeconds how long one read takes
     */
    public SimDiode(String name, String device, OptionalDouble constant, double readSeconds) {
        if (!(readSeconds >= 0)) {
            throw new AcquisitionException("counter " + name + ": read_time " + readSeconds + " must not be below 0");
        }
        this.name = name;
        this.device = device;
        this.constant = constant;
        this.readNs = (long) (readSeconds * 1e9);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String device() {
        return device;
    }

    @Override
    public Optional<String> unit() {
        return Optional.empty();
    }

    @Override
    public double read() throws InterruptedException {
        if (readNs > 0) {
            TimeUnit.NANOSECONDS.sleep(readNs);
        }
        return constant.orElseGet(() -> ThreadLocalRandom.current().nextInt(-HIGHEST, HIGHEST + 1));
    }

    /** As the shell shows it. */
    @Override
    public String toString() {
        return "counter " + name;
    }
}
