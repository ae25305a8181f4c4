package bliss4j.session;

import bliss4j.device.SamplingCounter;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** A counter that is highest where an axis stands at 5. */
final class Gauss implements SamplingCounter {
    private static final double CENTRE = 5;
    static final double FWHM = 2 * Math.sqrt(2 * Math.log(2));

    private final String name;
    private final DoubleSupplier position;

    Gauss(String name, DoubleSupplier position) {
        this.name = name;
        this.position = position;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> unit() {
        return Optional.empty();
    }

    @Override
    public double read() {
        double distance = position.getAsDouble() - CENTRE;
        return Math.exp(-distance * distance / 2);
    }
}
