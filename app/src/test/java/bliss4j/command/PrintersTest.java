package bliss4j.command;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import bliss4j.data.NodeIdentity;
import bliss4j.memory.MemoryStore;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What commands print looks as on the page, for any names and any values. */
final class PrintersTest {
    private final StringWriter printed = new StringWriter();
    private final PrintWriter out = new PrintWriter(printed);
    private final MemoryStore store = new MemoryStore();

    private DataNode node(String name, String dbName, String type) {
        return DataNode.of(new NodeIdentity(name, dbName, type, Optional.empty()), store);
    }

    private DataNode.Channel channel(String name) {
        return (DataNode.Channel) node(name, "s:" + name, DataNode.CHANNEL);
    }

    private String printed() {
        out.flush();
        return printed.toString();
    }

    @Test
    void columnsAreFourBlanksApartWhateverTheNames() {
        new TreePrinter(out)
                .print(List.of(
                        node("é", "session", DataNode.CONTAINER),
                        node("a name 100%d", "session:é", DataNode.SCAN),
                        node("x", "session:é:x", DataNode.IMAGE)));

        assertThat(printed().lines().map(line -> line.replaceAll("0x[0-9a-f]+", "0x")))
                .containsExactly(
                        "é               session        <bliss.data.node.DataNodeContainer object at 0x>",
                        "a name 100%d    session:é      <bliss.data.scan.Scan object at 0x>",
                        "x               session:é:x    <bliss.data.lima.LimaImageChannelDataNode object at 0x>");
    }

    @Test
    void noNodesPrintNothing() {
        new TreePrinter(out).print(List.of());

        assertThat(printed()).isEmpty();
    }

    @Test
    void eventsPrintTheLastValueAsPythonDoes() {
        EventPrinter printer = new EventPrinter(out);
        printer.print(new DataEvent.NewNode(node("1_ascan", "s:1_ascan", DataNode.SCAN)));
        printer.print(new DataEvent.NewNode(channel("roby")));
        printer.print(new DataEvent.NewData(channel("roby"), 0, Numbers.of(0.5, 0.0)));
        printer.print(new DataEvent.NewData(channel("roby"), 2, Numbers.of(Double.NaN)));
        printer.print(new DataEvent.NewData(channel("roby"), 3, Numbers.of(Double.NEGATIVE_INFINITY)));
        printer.print(new DataEvent.NewData(channel("count"), 0, Numbers.of(1L, -7L)));
        printer.print(new DataEvent.NewData(channel("shutter"), 0, Numbers.of(DType.BOOL, 0, 1)));
        printer.print(new DataEvent.NewData(channel("name"), 0, Texts.of("é 'x'")));
        printer.print(
                new DataEvent.NewData(channel("spectrum"), 0, Numbers.of(1L, 2L).reshape(Shape.of(1, 2))));
        printer.print(new DataEvent.DataLost(channel("roby"), 4, 7, "data.h5"));

        assertThat(printed().lines())
                .containsExactly(
                        "event.NEW_NODE 1_ascan",
                        "event.NEW_NODE roby None",
                        "event.NEW_DATA_IN_CHANNEL roby 0.0",
                        "event.NEW_DATA_IN_CHANNEL roby nan",
                        "event.NEW_DATA_IN_CHANNEL roby -inf",
                        "event.NEW_DATA_IN_CHANNEL count -7",
                        "event.NEW_DATA_IN_CHANNEL shutter True",
                        "event.NEW_DATA_IN_CHANNEL name é 'x'",
                        "event.NEW_DATA_IN_CHANNEL spectrum array([1, 2])",
                        "event.DATA_LOST roby points 4 to 6, expected in data.h5");
    }

    @Test
    void dataAreADictWithItsValuesInOneColumn() {
        Map<String, NdArray> data = new LinkedHashMap<>();
        data.put("elapsed_time", Numbers.of(0.0, 0.5));
        data.put("x", Numbers.of(1L, 2L, 3L, 4L).reshape(Shape.of(2, 2)));
        data.put("none", NdArray.empty(DType.FLOAT64, Shape.SCALAR));

        new DataPrinter(out).print(data);

        assertThat(printed()).isEqualTo("""
                        {
                        'elapsed_time': array([0. , 0.5]),
                        'x':            array([[1, 2],
                                               [3, 4]]),
                        'none':         array([], dtype=float64)
                        }
                        """);
    }

    @Test
    void noDataAreAnEmptyDict() {
        new DataPrinter(out).print(Map.of());

        assertThat(printed()).isEqualTo("{\n}\n");
    }
}
