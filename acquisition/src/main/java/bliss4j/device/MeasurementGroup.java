package bliss4j.device;

import java.util.List;

/**
 * Counters that are measured together.
 *
 * @param counters their names; they need not exist before the group is used
 */
public record MeasurementGroup(String name, List<String> counters) {
    public MeasurementGroup {
        counters = List.copyOf(counters);
    }
}
