package bliss4j.benchmarks;

import bliss4j.array.Numbers;
import bliss4j.publish.ScanDescription;
import bliss4j.publish.ScanSink;
import bliss4j.publish.ScanSink.Points;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of an entry that holds one point, taken from one that our sink has written, so that a reference writes the
 * same.
 *
 * @param fields names and values in turn
 */
record EntryForm(List<byte[]> fields) {
    private static final byte FIRST_PRINTABLE = 0x20;

    /** The stream of a channel's points. */
    static String key(ScanDescription scan, int channel) {
        return scan.channels().get(channel).node().dbName() + "_data";
    }

    static EntryForm of(Workbench bench) {
        ScanDescription scan =
                BenchScan.draft(bench.freshName(), 1, Optional.empty()).numbered(1);
        ScanSink sink = bench.server().sink();
        sink.announce(scan);
        sink.prepared(Map.of());
        sink.append(List.of(new Points(0, 0, Numbers.of(0.5), BenchScan.TIME_NS)));
        sink.abandon();
        try (BareRedis bare = bench.bare()) {
            List<?> entries = (List<?>) bare.call("XRANGE", key(scan, 0), "-", "+");
            List<?> fields = (List<?>) ((List<?>) entries.getFirst()).getLast();
            return new EntryForm(fields.stream().map(field -> (byte[]) field).toList());
        }
    }

    /** {@code XADD key id field value …} */
    List<byte[]> command(byte[] key, String id) {
        List<byte[]> words = new ArrayList<>(fields.size() + 3);
        words.add(BareRedis.utf8("XADD"));
        words.add(key);
        words.add(BareRedis.utf8(id));
        words.addAll(fields);
        return words;
    }

    /** The fields as words for a command line: what cannot stand there is replaced by as many letters. */
    List<String> words() {
        return fields.stream().map(EntryForm::word).toList();
    }

    private static String word(byte[] field) {
        for (byte each : field) {
            if (each < FIRST_PRINTABLE) {
                return "x".repeat(field.length);
            }
        }
        return BareRedis.text(field);
    }
}
