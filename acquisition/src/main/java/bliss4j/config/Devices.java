package bliss4j.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes each device once, when it is first asked for. One is made at a time, for devices refer to each other and often to
 * one connection; what is made already is had without waiting.
 */
final class Devices {
    private static final Logger LOG = LoggerFactory.getLogger(Devices.class);

    private final Map<String, DeviceEntry> entries;
    private final DeviceClasses classes;
    private final Map<String, Object> made = new ConcurrentHashMap<>();
    /** In the order in which they were made; guarded by {@link #making}. */
    private final List<Object> order = new ArrayList<>();

    private final ReentrantLock making = new ReentrantLock();
    /** Those that wait for one another, outermost first; guarded by {@link #making}. */
    private final Set<String> unfinished = new LinkedHashSet<>();

    Devices(Map<String, DeviceEntry> entries, DeviceClasses classes) {
        this.entries = entries;
        this.classes = classes;
    }

    Object get(String name) {
        DeviceEntry entry =
                find(name).orElseThrow(() -> new ConfigException("no device '" + name + "'; known are " + known()));
        return get(entry, entry.place());
    }

    Optional<DeviceEntry> find(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    String known() {
        return entries.isEmpty() ? "none" : String.join(", ", entries.keySet());
    }

    /** Closes those that can be closed, the last that was made first. */
    void close() {
        making.lock();
        try {
            for (Object device : order.reversed()) {
                if (device instanceof AutoCloseable closeable) {
                    close(closeable);
                }
            }
            order.clear();
            made.clear();
        } finally {
            making.unlock();
        }
    }

    private static void close(AutoCloseable device) {
        try {
            device.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) { // a device of others throws what it likes; the next is closed all the same
            LOG.warn("{} could not be closed: {}", device, e.toString());
        }
    }

    private Object get(DeviceEntry entry, Place asker) {
        Object device = made.get(entry.name());
        if (device != null) {
            return device;
        }
        try {
            making.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConfigException("interrupted while device '" + entry.name() + "' waited to be made", e);
        }
        try {
            Object now = made.get(entry.name());
            return now == null ? make(entry, asker) : now;
        } finally {
            making.unlock();
        }
    }

    private Object make(DeviceEntry entry, Place asker) {
        if (!unfinished.add(entry.name())) {
            List<String> circle = new ArrayList<>(unfinished);
            circle = new ArrayList<>(circle.subList(circle.indexOf(entry.name()), circle.size()));
            circle.add(entry.name());
            throw asker.error("devices refer to each other in a circle: " + String.join(" → ", circle));
        }
        try {
            DeviceSpec spec = new DeviceSpec(entry.mapping(), entry.name(), entry.className(), this::follow);
            Object device = classes.factory(spec).create(spec);
            spec.checkAllRead();
            made.put(entry.name(), device);
            order.add(device);
            return device;
        } finally {
            unfinished.remove(entry.name());
        }
    }

    private Object follow(Place place, String name) {
        return get(find(name).orElseThrow(() -> place.error("no device '" + name + "'; known are " + known())), place);
    }
}
