package bliss4j.step;

import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.chain.AcquisitionChain;
import bliss4j.chain.AcquisitionDevice;
import bliss4j.chain.AcquisitionMaster;
import bliss4j.chain.AcquisitionSlave;
import bliss4j.chain.BlockSink;
import java.util.ArrayList;
import java.util.List;

/** What the devices of a chain emitted: one line of channel and value a point, in the order in which they came. */
final class Emitted implements BlockSink {
    private final List<String> names = new ArrayList<>();
    private final List<Point> points = new ArrayList<>();

    record Point(String channel, double value, long timeNs) {}

    /** Listens to a slave alone. */
    static Emitted by(AcquisitionSlave slave) {
        TimerMaster timer = new TimerMaster(1, 0, 0, false);
        return of(new AcquisitionChain().top(timer).below(timer, slave));
    }

    static Emitted by(AcquisitionMaster master) {
        return of(new AcquisitionChain().top(master));
    }

    static Emitted of(AcquisitionChain chain) {
        Emitted emitted = new Emitted();
        for (AcquisitionDevice device : chain.devices()) {
            device.channels().forEach(channel -> emitted.names.add(channel.fullname()));
        }
        chain.connect(emitted);
        return emitted;
    }

    @Override
    public synchronized void emit(int channel, NdArray rows, long timeNs) {
        for (int i = 0; i < rows.length(); i++) {
            points.add(new Point(names.get(channel), ((Numbers) rows).doubleAt(i), timeNs));
        }
    }

    synchronized List<Point> points() {
        return List.copyOf(points);
    }

    /** The channels, one entry a point. */
    List<String> channels() {
        return points().stream().map(Point::channel).toList();
    }

    List<Double> of(String channel) {
        return points().stream()
                .filter(point -> point.channel().equals(channel))
                .map(Point::value)
                .toList();
    }
}
