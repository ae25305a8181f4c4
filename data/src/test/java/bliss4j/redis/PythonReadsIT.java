package bliss4j.redis;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import bliss4j.block.Value;
import bliss4j.data.DataNode;
import bliss4j.data.NodeFilter;
import bliss4j.data.SampleScans;
import bliss4j.data.ScanState;
import bliss4j.localredis.RedisAddress;
import bliss4j.publish.ChannelDescription;
import bliss4j.publish.ScanDraft;
import bliss4j.publish.ScanPublisher;
import bliss4j.testing.LeakCheck;
import bliss4j.testing.Oracles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Loads every pickled field of a published experiment with CPython and numpy, and compares what Python says it is. */
@ExtendWith({LeakCheck.class, bliss4j.testing.RedisServer.class})
class PythonReadsIT {
    /** Prints {@code key TAB field TAB type TAB repr}, channels joined as the original's client joins them. */
    private static final String SCRIPT = """
            import os, pickle, sys
            import numpy, redis
            numpy.set_printoptions(threshold=sys.maxsize, floatmode='unique')
            db = redis.Redis(port=int(sys.argv[1]), db=1, password=os.environ['REDISCLI_AUTH'])
            PICKLED = {b'__DESC__', b'__DATA__', b'__TIMESTAMP__', b'__EXCEPTION__'}
            TEXT = {b'__EVENT__', b'__NPOINTS__', b'__STRTIME__', b'__SEQ__', b'__TIME__', b'db_name'}
            def show(key, field, value):
                kind = type(value)
                print(key.decode(), field, kind.__module__ + '.' + kind.__name__, ascii(value), sep='\\t')
            for key in sorted(db.keys()):
                kind = db.type(key)
                if kind == b'hash' and key.endswith(b'_info'):
                    for field, value in db.hgetall(key).items():
                        show(key, field.decode(), pickle.loads(value))
                elif kind == b'stream':
                    points, dtype = [], None
                    for id, fields in db.xrange(key):
                        loaded = {f: pickle.loads(v) for f, v in fields.items() if f in PICKLED}
                        assert set(fields) <= PICKLED | TEXT, fields
                        if b'__DATA__' in loaded:
                            n = int(fields[b'__NPOINTS__'])
                            assert id == b'%d-0' % (len(points) + 1), id
                            data, desc = loaded[b'__DATA__'], loaded[b'__DESC__']
                            dtype = dtype or desc['dtype']
                            if n == 1:
                                points.append(data)
                            else:
                                assert len(data) == n
                                points.extend(data)
                            show(key, 'desc', desc)
                        elif b'__TIMESTAMP__' in loaded:
                            show(key, 'timestamp', loaded[b'__TIMESTAMP__'])
                            if b'__EXCEPTION__' in loaded:
                                show(key, 'exception', loaded[b'__EXCEPTION__'])
                    if dtype:
                        array = numpy.array(points, dtype=dtype)
                        show(key, 'shape', array.shape)
                        show(key, 'dtype', array.dtype.name)
                        show(key, 'points', array.tolist())
            """;

    private final LiveTree tree = new LiveTree(bliss4j.testing.RedisServer.url());

    @AfterEach
    void close() {
        tree.close();
    }

    /** Key and field → type and repr, as Python prints them; a description stands once for all entries of its stream. */
    private static Map<String, String> read() {
        RedisAddress address = bliss4j.testing.RedisServer.address();
        Map<String, String> password = Map.of("REDISCLI_AUTH", address.password(), "PYTHONIOENCODING", "utf-8");
        String printed = Oracles.python(password, List.of("numpy", "redis"), SCRIPT, address.port());
        Map<String, String> read = new LinkedHashMap<>();
        for (String line : printed.split("\n")) {
            String[] parts = line.split("\t", 4);
            String before = read.put(parts[0] + " " + parts[1], parts[2] + " " + parts[3]);
            assertThat(before).isIn(null, parts[2] + " " + parts[3]);
        }
        return read;
    }

    @Test
    void everyPickleOfAnExperimentIsWhatPythonSays() {
        Map<String, NdArray> points = new LinkedHashMap<>();
        for (DType dtype : DType.values()) {
            points.put(
                    dtype.numpyName(),
                    dtype == DType.TEXT
                            ? Texts.of("a", "Ω\n", "", "𝄞")
                            : dtype == DType.BOOL
                                    ? Numbers.of(dtype, 1, 0, 0, 1)
                                    : Numbers.of(1.5, 2, 100, 3).as(dtype));
        }
        points.put("spectrum", Numbers.of(DType.UINT16, 1, 2, 3, 4, 5, 6, 7, 8).reshape(Shape.of(4, 2)));
        publish(points);
        Map<String, String> read = read();
        String detector = "test_session:mnt:c:tmp:sample1:1_ascan:timer:detector:";
        points.forEach((name, array) -> {
            String stream = detector + name + "_data ";
            assertThat(read).containsEntry(stream + "points", "builtins.list " + ascii(list(array)));
            assertThat(read.get(stream + "shape")).endsWith(array.shape().rank() == 1 ? "(4,)" : "(4, 2)");
            if (array.dtype() != DType.TEXT) {
                assertThat(read.get(stream + "dtype"))
                        .endsWith("'" + array.dtype().numpyName() + "'");
            }
            String type = array.dtype() == DType.TEXT
                    ? "numpy.str_"
                    : "numpy." + array.dtype().numpyName();
            assertThat(read.get(stream + "desc"))
                    .startsWith("builtins.dict {'reference': False, 'dtype': <class '" + type)
                    .endsWith(
                            array.shape().rank() == 1 ? "'shape': (), 'unit': None}" : "'shape': (2,), 'unit': None}");
        });
        checkInfos(read);
        String scan = "test_session:mnt:c:tmp:sample1:1_ascan";
        assertThat(read).containsEntry(scan + "_end exception", "builtins.NoneType None");
        assertThat(read.get(scan + "_prepared timestamp")).startsWith("builtins.float 1");
    }

    private void publish(Map<String, NdArray> points) {
        ChannelDescription[] channels = points.entrySet().stream()
                .map(entry -> SampleScans.channel(
                        entry.getKey(),
                        entry.getValue().dtype(),
                        entry.getValue().shape().row()))
                .toArray(ChannelDescription[]::new);
        ScanDraft draft = SampleScans.detector(SampleScans.SAMPLE1, Optional.empty(), channels);
        Map<String, Value> info = new LinkedHashMap<>(draft.info());
        info.put("nested", Value.of(Map.of("a", Value.list(Value.nothing(), Value.of(Double.NaN), Value.of("µ")))));
        info.put("huge", Value.of(Long.MIN_VALUE));
        info.put("position", Value.of(0.1));
        info.put("state", Value.of(ScanState.STARTING.code()));
        ScanPublisher scan = tree.start(
                new ScanDraft(draft.directory(), draft.name(), draft.start(), draft.file(), draft.devices(), info), 1);
        scan.prepared(Map.of("when", Value.of(draft.start().toLocalDateTime())));
        int channel = 1;
        for (NdArray array : points.values()) {
            String dbName = scan.description().channels().get(channel).node().dbName();
            scan.append(channel, array.slice(0, 1), 1);
            Awaitility.await()
                    .until(() -> tree.channel(dbName).length() == 1); // one point is pickled otherwise than more
            scan.append(channel++, array.slice(1, 4), 1);
        }
        scan.end(ScanState.DONE, "done");
    }

    /** Each value's own text is Python's repr of it. */
    private void checkInfos(Map<String, String> read) {
        int fields = 0;
        for (DataNode node : tree.session().walk(NodeFilter.all()).toList()) {
            for (Map.Entry<String, Value> field : node.info().entrySet()) {
                if (!(field.getValue() instanceof Value.Type)) {
                    assertThat(read.get(node.dbName() + "_info " + field.getKey()))
                            .as("%s of %s", field.getKey(), node.dbName())
                            .endsWith(" " + ascii(field.getValue().toString()));
                }
                fields++;
            }
        }
        assertThat(fields).isGreaterThan(80);
        assertThat(read.get("test_session:mnt:c:tmp:sample1:1_ascan_info nested"))
                .isEqualTo("builtins.dict {'a': [None, nan, '\\xb5']}");
        assertThat(read.get("test_session:mnt:c:tmp:sample1:1_ascan_info when"))
                .isEqualTo("datetime.datetime datetime.datetime(2026, 11, 23, 8, 0, 0, 250000)");
        assertThat(read.get("test_session:mnt:c:tmp:sample1:1_ascan_info state"))
                .isEqualTo("builtins.int 4");
    }

    private static String list(NdArray array) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < array.length(); i++) {
            NdArray row = array.row(i);
            rows.add(row.shape().rank() > 0 ? list(row) : Value.of(row).plain().toString());
        }
        return "[" + String.join(", ", rows) + "]";
    }

    /** As Python's {@code ascii} escapes it. */
    private static String ascii(String text) {
        StringBuilder ascii = new StringBuilder();
        text.codePoints()
                .forEach(c -> ascii.append(
                        c < 128
                                ? Character.toString(c)
                                : c < 256
                                        ? "\\x%02x".formatted(c)
                                        : c < 65536 ? "\\u%04x".formatted(c) : "\\U%08x".formatted(c)));
        return ascii.toString();
    }
}
