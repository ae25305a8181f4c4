package bliss4j.session;

import bliss4j.block.Value;
import bliss4j.data.Settings;
import bliss4j.device.ArgumentException;
import bliss4j.device.Camera;
import bliss4j.device.Counter;
import bliss4j.device.MeasurementGroup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which counters scans of a session measure that name none: those of the active group, but for what is switched off in it.
 * Both are kept for the next session. Any thread may use it.
 */
public final class MeasurementGroups {
    private static final String ACTIVE = "_active";

    private final Settings settings;
    private final String key;
    private final Map<String, Object> devices;

    MeasurementGroups(Settings settings, String session, Map<String, Object> devices) {
        this.settings = settings;
        this.key = "measurement_groups:" + session;
        this.devices = devices;
    }

    private Optional<MeasurementGroup> group(String name) {
        return Optional.ofNullable(devices.get(name))
                .filter(MeasurementGroup.class::isInstance)
                .map(MeasurementGroup.class::cast);
    }

    /** {@code ACTIVE_MG}: the group that was made active last, else the session's first by name; empty if it has none. */
    public Optional<MeasurementGroup> active() {
        Value kept = settings.load(key).getOrDefault(ACTIVE, Value.nothing());
        Optional<MeasurementGroup> chosen = kept instanceof Value.Text name ? group(name.value()) : Optional.empty();
        return chosen.or(() -> devices.keySet().stream()
                .map(this::group)
                .flatMap(Optional::stream)
                .findFirst());
    }

    /** Makes a group the active one. */
    public void activate(MeasurementGroup group) {
        settings.save(key, ACTIVE, Optional.of(Value.of(group.name())));
    }

    /** Those of its counters that are switched off. */
    public List<String> disabled(MeasurementGroup group) {
        List<String> disabled = new ArrayList<>(group.counters());
        disabled.retainAll(off(group));
        return disabled;
    }

    /** Those of its counters that are measured. */
    public List<String> enabled(MeasurementGroup group) {
        List<String> enabled = new ArrayList<>(group.counters());
        enabled.removeAll(off(group));
        return enabled;
    }

    private Set<String> off(MeasurementGroup group) {
        Set<String> off = new LinkedHashSet<>();
        if (settings.load(key).getOrDefault(group.name(), Value.nothing()) instanceof Value.ListOf names) {
            names.items().forEach(name -> off.add(name.asText()));
        }
        return off;
    }

    /**
     * Switches counters of a group on.
     *
     * @throws ArgumentException if one is not in the group
     */
    public void enable(MeasurementGroup group, Collection<String> counters) {
        Set<String> off = off(group);
        off.removeAll(known(group, counters));
        keep(group, off);
    }

    /**
     * Switches counters of a group off.
     *
     * @throws ArgumentException if one is not in the group
     */
    public void disable(MeasurementGroup group, Collection<String> counters) {
        Set<String> off = off(group);
        off.addAll(known(group, counters));
        keep(group, off);
    }

    private void keep(MeasurementGroup group, Set<String> off) {
        settings.save(key, group.name(), off.isEmpty() ? Optional.empty() : Optional.of(Value.texts(off)));
    }

    private static Collection<String> known(MeasurementGroup group, Collection<String> counters) {
        List<String> unknown = new ArrayList<>(counters);
        unknown.removeAll(group.counters());
        if (!unknown.isEmpty()) {
            throw new ArgumentException("measurement group " + group.name() + " has no " + String.join(", ", unknown)
                    + "; it has " + String.join(", ", group.counters()));
        }
        return counters;
    }

    /**
     * What a scan measures that was given these.
     *
     * @param given counters, cameras and groups; the active group counts if there are none
     * @throws ArgumentException if there is no group to take, none of its counters is switched on, or some do not exist
     */
    public List<Counter> counters(List<?> given) {
        if (given.isEmpty()) {
            return counters(active().orElseThrow(() -> new ArgumentException(
                    "no counter was given and the session has no measurement group; name a counter at least")));
        }
        List<Counter> counters = new ArrayList<>();
        for (Object each : given) {
            switch (each) {
                case Counter counter -> counters.add(counter);
                case Camera camera -> counters.addAll(camera.counters());
                case MeasurementGroup group -> counters.addAll(counters(group));
                default ->
                    throw new ArgumentException(
                            each + " cannot be measured: expected a counter, a camera or a measurement group");
            }
        }
        return counters;
    }

    private List<Counter> counters(MeasurementGroup group) {
        List<String> enabled = enabled(group);
        if (enabled.isEmpty()) {
            throw new ArgumentException("no counter of measurement group " + group.name()
                    + " is enabled; enable one of " + String.join(", ", group.counters()));
        }
        List<Counter> counters = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String name : enabled) {
            Object device = devices.get(name);
            if (device instanceof Counter counter) {
                counters.add(counter);
            } else if (device instanceof Camera camera) {
                counters.addAll(camera.counters());
            } else {
                missing.add(name);
            }
        }
        if (!missing.isEmpty()) {
            throw new ArgumentException("measurement group " + group.name() + " has counters that the session has not: "
                    + String.join(", ", missing));
        }
        return counters;
    }
}
