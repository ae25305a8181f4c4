package bliss4j.sim;

/**
 * A move that speeds up, runs, and slows down.
 *
 * @param velocity the highest speed, units/s; may be infinite
 * @param acceleration units/s²; may be infinite
 */
record Trapezoid(double velocity, double acceleration) {
    /** How long a move over {@code distance} takes, in seconds. */
    double seconds(double distance) {
        double way = Math.abs(distance);
        double ramp = velocity / acceleration;
        double rampWay = velocity * ramp;
        if (Double.isInfinite(acceleration)) {
            return way / velocity;
        }
        return rampWay <= way ? way / velocity + ramp : 2 * Math.sqrt(way / acceleration);
    }

    /** How far a move over {@code distance} has come after {@code seconds}. */
    double travelled(double distance, double seconds) {
        double total = seconds(distance);
        if (seconds >= total) {
            return distance;
        }
        double way = Math.abs(distance);
        double come =
                seconds <= total / 2 ? fromRest(way, seconds, total) : way - fromRest(way, total - seconds, total);
        return Math.copySign(come, distance);
    }

    private double fromRest(double way, double seconds, double total) {
        if (Double.isInfinite(acceleration)) {
            return way * seconds / total;
        }
        double ramp = Math.min(velocity / acceleration, total / 2);
        return seconds <= ramp
                ? acceleration * seconds * seconds / 2
                : acceleration * ramp * ramp / 2 + velocity * (seconds - ramp);
    }
}
