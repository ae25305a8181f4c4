package bliss4j.session;

import bliss4j.block.Value;
import bliss4j.client.ScanListener;
import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Notes what a listener is called for, one line a call. */
final class Calls implements ScanListener {
    private final List<String> lines = new ArrayList<>();
    private final Semaphore rows = new Semaphore(0);
    private final CountDownLatch end = new CountDownLatch(1);
    private Map<String, Value> first = Map.of();
    private Map<String, Value> last = Map.of();

    @Override
    public void started(Map<String, Value> info) {
        first = info;
        lines.add("new " + Value.of(info).at("type").asText());
    }

    @Override
    public void appeared(Map<String, Value> info, DataNode node) {
        lines.add("child " + Value.of(info).at("type").asText() + " " + node.name());
    }

    @Override
    public void points(String kind, String master, Map<String, DataEvent.NewData> blocks) {
        StringBuilder line = new StringBuilder(kind + " " + master);
        blocks.forEach((name, block) -> {
            if (!name.endsWith(":elapsed_time")) {
                line.append(' ')
                        .append(name)
                        .append(' ')
                        .append(block.firstIndex())
                        .append(block.points());
            }
        });
        lines.add(line.toString());
        rows.release();
    }

    @Override
    public void lost(DataEvent.DataLost points) {
        lines.add("lost " + points);
    }

    @Override
    public void ended(Map<String, Value> info) {
        last = info;
        lines.add("end " + Value.of(info).at("type").asText());
        end.countDown();
    }

    /** Waits for one more call with points. */
    void awaitPoints() throws InterruptedException {
        if (!rows.tryAcquire(30, TimeUnit.SECONDS)) {
            throw new AssertionError("no points were told");
        }
    }

    /** What was noted, once the first scan has ended. */
    List<String> untilEnd() throws InterruptedException {
        if (!end.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("no end was told");
        }
        return lines;
    }

    /** The info at the start. */
    Map<String, Value> first() {
        return first;
    }

    /** The info at the end. */
    Map<String, Value> last() {
        return last;
    }
}
