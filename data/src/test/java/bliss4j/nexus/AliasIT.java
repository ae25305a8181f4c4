package bliss4j.nexus;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.block.Value;
import bliss4j.data.DataNode;
import bliss4j.publish.ChannelDescription;
import bliss4j.publish.DeviceDescription;
import bliss4j.publish.DeviceDescription.Role;
import bliss4j.testing.LeakCheck;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What users call a channel is its name in the file, not in the tree. */
@ExtendWith(LeakCheck.class)
class AliasIT {
    @TempDir
    Path directory;

    @Test
    void f69AliasHdf5FileItems() {
        Path file = directory.resolve("data.h5");
        ChannelDescription roby =
                ChannelDescription.scalar("roby", "axis:roby").withUnit("mm").withAlias("robyy");
        DeviceDescription axis =
                new DeviceDescription("axis", Role.AXES, List.of(roby), List.of(DemoScan.timer(DemoScan.diode())));
        DemoScan.run(DemoScan.draft(file, "ascan", List.of(axis), DemoScan.info()), 3);

        Value tree = FileSeen.tree(file);
        String dataset = "/1_ascan/measurement/robyy";
        Map<Value, Value> attributes = tree.at(dataset).at("attributes").asMap();
        assertThat(attributes)
                .containsEntry(Value.of("alias"), Value.of("robyy"))
                .containsEntry(Value.of("fullname"), Value.of("axis:roby"))
                .containsEntry(Value.of("has_alias"), Value.of(true));
        assertThat(tree.find("/1_ascan/measurement/axis:roby")).isEmpty();
        assertThat(tree.at("/1_ascan/measurement/diode:diode").at("attributes").asMap())
                .containsEntry(Value.of("alias"), Value.of("None"))
                .containsEntry(Value.of("has_alias"), Value.of(false));
        assertThat(tree.at("/1_ascan/instrument/roby/value").at("link").asText())
                .isEqualTo(dataset);
        assertThat(FileSeen.plot(file).at("axes").toString()).isEqualTo("['robyy']");
        try (NexusStore store = NexusStore.open(file)) {
            DataNode node =
                    store.node("test_session:data:x:sample1:1_ascan:axis:roby").orElseThrow();
            assertThat(node.info())
                    .containsEntry("alias", Value.of("robyy"))
                    .containsEntry("has_alias", Value.of(true))
                    .containsEntry("fullname", Value.of("axis:roby"));
            assertThat(((DataNode.Channel) node).get(0, -1).length()).isEqualTo(3);
        }
    }
}
