package bliss4j.scan;

import bliss4j.block.Value;
import bliss4j.chain.AcquisitionChain;
import bliss4j.chain.AcquisitionSlave;
import bliss4j.data.NodeName;
import bliss4j.device.AcquisitionException;
import bliss4j.device.ArgumentException;
import bliss4j.device.Camera;
import bliss4j.device.Counter;
import bliss4j.device.ImageCounter;
import bliss4j.device.RoiCounter;
import bliss4j.device.SamplingCounter;
import bliss4j.step.AxisMaster;
import bliss4j.step.AxisMove;
import bliss4j.step.CameraSlave;
import bliss4j.step.CounterSlave;
import bliss4j.step.TimerMaster;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a scan will do; nothing happens until a {@link Scan} runs it.
 *
 * @param type the command that made it: {@code ascan}
 * @param name what its node and entry are called, behind the number
 * @param title one line for people: {@code ascan roby 0 9 10 0.1}
 * @param points how many, 0 until stopped
 * @param countTime how long counters count at a point, in seconds
 * @param sleepTime how long it waits after each point, in seconds
 * @param motion where axes go
 * @param counters what is measured, each once, in the order of their full names
 * @param save whether it is written to a file
 * @param saveImages whether cameras save, too; only of a scan that is saved
 * @param details what its info says beside what is said of every scan
 */
public record ScanPlan(
        String type,
        String name,
        String title,
        int points,
        double countTime,
        double sleepTime,
        Motion motion,
        List<Counter> counters,
        boolean save,
        boolean saveImages,
        Map<String, Value> details) {
    /** 30 years; what is longer is a mistake. */
    private static final double MOST_SECONDS = 1e9;

    /**
     * @throws AcquisitionException if it is not a scan that could be done anywhere
     * @throws bliss4j.block.DataException for a name that nodes may not have
     */
    public ScanPlan {
        NodeName.check("scan", name);
        if (points < 0) {
            throw new ArgumentException(type + " of " + points + " points: expected 0 at least");
        }
        checkSeconds(type, "count time", countTime);
        checkSeconds(type, "sleep time", sleepTime);
        details = Map.copyOf(details);
        for (AxisMove move : motion.moves()) {
            if (points == 0 || move.positions().size() != points) {
                throw new AcquisitionException(type + " of " + points + " points: axis "
                        + move.axis().name() + " has " + move.positions().size() + " positions");
            }
        }
        counters = inOrder(type, counters);
    }

    private static void checkSeconds(String type, String what, double seconds) {
        if (!(seconds >= 0 && seconds <= MOST_SECONDS)) {
            throw new AcquisitionException(
                    type + ": " + what + " is " + seconds + " s, expected 0 to " + MOST_SECONDS + " s");
        }
    }

    private static List<Counter> inOrder(String type, List<Counter> counters) {
        Map<String, Counter> byName = new LinkedHashMap<>();
        for (Counter counter : counters) {
            Counter other = byName.putIfAbsent(counter.fullname(), counter);
            if (other != null && !other.equals(counter)) {
                throw new AcquisitionException(
                        type + ": duplicated counter '" + counter.fullname() + "': names must differ");
            }
        }
        if (byName.isEmpty()) {
            throw new ArgumentException(type + ": no counter was given; name one at least");
        }
        for (Counter counter : byName.values()) {
            NodeName.check("counter", counter.name());
            NodeName.check("device of counter " + counter.name(), counter.device());
        }
        return byName.values().stream()
                .sorted(Comparator.comparing(Counter::fullname))
                .toList();
    }

    public ScanPlan withName(String other) {
        return new ScanPlan(
                type, other, title, points, countTime, sleepTime, motion, counters, save, saveImages, details);
    }

    public ScanPlan withType(String other) {
        return new ScanPlan(
                other, name, title, points, countTime, sleepTime, motion, counters, save, saveImages, details);
    }

    public ScanPlan withTitle(String other) {
        return new ScanPlan(
                type, name, other, points, countTime, sleepTime, motion, counters, save, saveImages, details);
    }

    public ScanPlan withSave(boolean other) {
        return new ScanPlan(
                type, name, title, points, countTime, sleepTime, motion, counters, other, saveImages, details);
    }

    public ScanPlan withSaveImages(boolean other) {
        return new ScanPlan(type, name, title, points, countTime, sleepTime, motion, counters, save, other, details);
    }

    public ScanPlan withSleepTime(double seconds) {
        return new ScanPlan(type, name, title, points, countTime, seconds, motion, counters, save, saveImages, details);
    }

    /** The same with more in its info; an entry takes the place of what is said of every scan. */
    ScanPlan withDetails(Map<String, Value> more) {
        return new ScanPlan(type, name, title, points, countTime, sleepTime, motion, counters, save, saveImages, more);
    }

    /** Where axes go; empty if none moves. */
    public List<AxisMove> moves() {
        return motion.moves();
    }

    /** @throws AcquisitionException if it cannot be done as described; asked before anything moves */
    public void check() {
        motion.checkLimits();
    }

    /** How long its moves take, in seconds, from where the axes are now; they move together. */
    public double motionSeconds() {
        return motion.seconds();
    }

    /** How long it counts, in seconds. */
    public double countSeconds() {
        return points * countTime;
    }

    /** The devices that do it. A new chain each time: one chain runs once. */
    AcquisitionChain chain(boolean publishEpoch) {
        AcquisitionChain chain = new AcquisitionChain();
        TimerMaster timer = new TimerMaster(points, countTime, sleepTime, publishEpoch);
        if (moves().isEmpty()) {
            chain.top(timer);
        } else {
            AxisMaster axes = new AxisMaster(moves());
            chain.top(axes).below(axes, timer);
        }
        Map<String, List<Counter>> byDevice = new TreeMap<>();
        counters.forEach(counter -> byDevice.computeIfAbsent(counter.device(), key -> new ArrayList<>())
                .add(counter));
        byDevice.values().forEach(group -> chain.below(timer, slave(group)));
        return chain;
    }

    /** What reads the counters of one device. */
    private AcquisitionSlave slave(List<Counter> group) {
        Optional<Camera> camera =
                group.stream().flatMap(counter -> camera(counter).stream()).findFirst();
        if (camera.isPresent()) {
            return new CameraSlave(camera.get(), group, points, countTime);
        }
        List<SamplingCounter> sampling = new ArrayList<>();
        for (Counter counter : group) {
            if (!(counter instanceof SamplingCounter one)) {
                throw new AcquisitionException("counter " + counter.name() + " cannot be read by a step scan");
            }
            sampling.add(one);
        }
        return new CounterSlave(sampling, countTime);
    }

    private static Optional<Camera> camera(Counter counter) {
        return switch (counter) {
            case ImageCounter image -> Optional.of(image.camera());
            case RoiCounter roi -> Optional.of(roi.camera());
            default -> Optional.empty();
        };
    }

    /** What the scan's node says of it. */
    Map<String, Value> info() {
        Map<String, Value> info = new LinkedHashMap<>();
        info.put("type", Value.of(type));
        info.put("title", Value.of(title));
        info.put("npoints", Value.of(points));
        info.put("count_time", Value.of(countTime));
        info.put("sleep_time", sleepTime > 0 ? Value.of(sleepTime) : Value.nothing());
        info.put("save", Value.of(save));
        info.put("total_acq_time", Value.of(countSeconds()));
        info.put("start", positions(0));
        info.put("stop", positions(points - 1));
        Map<String, Value> estimation = new LinkedHashMap<>();
        estimation.put("total_motion_time", Value.of(motionSeconds()));
        estimation.put("total_count_time", Value.of(countSeconds()));
        estimation.put("total_time", Value.of(motionSeconds() + countSeconds()));
        info.put("estimation", Value.of(estimation));
        info.putAll(details);
        return info;
    }

    private Value positions(int point) {
        return Value.of(moves().stream()
                .map(move -> Value.of(move.positions().get(point)))
                .toList());
    }
}
