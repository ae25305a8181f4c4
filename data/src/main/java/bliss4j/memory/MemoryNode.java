package bliss4j.memory;

import bliss4j.array.NdArray;
import bliss4j.array.Ragged;
import bliss4j.block.Value;
import bliss4j.data.NodeIdentity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One node with its info and, if it is a channel, its points. For the thread that holds the store. */
final class MemoryNode {
    private final NodeIdentity identity;
    private final Map<String, Value> info = new LinkedHashMap<>();
    private final List<NdArray> blocks = new ArrayList<>();
    private long length;

    MemoryNode(NodeIdentity identity) {
        this.identity = identity;
    }

    NodeIdentity identity() {
        return identity;
    }

    Map<String, Value> info() {
        return info;
    }

    long length() {
        return length;
    }

    void append(long first, NdArray points) {
        if (first != length) {
            throw new IllegalStateException(
                    "points of " + identity.dbName() + " start at " + first + ", expected " + length);
        }
        blocks.add(points);
        length += points.length();
    }

    /** The points from {@code from} up to but not including {@code to}; empty if there are none. */
    Optional<NdArray> read(long from, long to) {
        List<NdArray> parts = new ArrayList<>();
        long first = 0;
        for (NdArray block : blocks) {
            int start = Math.clamp(from - first, 0, block.length());
            int stop = Math.clamp(to - first, start, block.length());
            if (stop > start) {
                parts.add(block.slice(start, stop));
            }
            first += block.length();
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(Ragged.join(parts));
    }
}
