package bliss4j.device;

/**
 * Between which positions an axis may be sent.
 *
 * @param low the lowest, −∞ for none
 * @param high the highest, +∞ for none
 */
public record Limits(double low, double high) {
    /** No limits. */
    public static final Limits NONE = new Limits(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    public Limits {
        if (Double.isNaN(low) || Double.isNaN(high) || low > high) {
            throw new AcquisitionException("limits " + low + " to " + high + ": expected low <= high");
        }
    }

    /**
     * Refuses a target beyond them.
     *
     * @throws AcquisitionException naming axis, target and limits
     */
    public void check(String axis, double target) {
        if (!Double.isFinite(target)) {
            throw new AcquisitionException(axis + " cannot be sent to " + target + ": expected a finite position");
        }
        if (target < low || target > high) {
            throw new AcquisitionException(
                    axis + " cannot be sent to " + target + ": its limits are " + low + " to " + high);
        }
    }
}
