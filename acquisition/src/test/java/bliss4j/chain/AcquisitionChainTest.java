package bliss4j.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.array.DType;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.device.AcquisitionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AcquisitionChainTest {
    private final Script script = new Script();
    private final AcquisitionChain chain = new AcquisitionChain();

    @Test
    void f63TopMastersOfOneNameAreRefused() {
        chain.top(script.master("timer", 1));
        assertThatThrownBy(() -> chain.top(script.master("timer", 1)))
                .isInstanceOf(RuntimeException.class)
                .hasMessageContaining("duplicated")
                .hasMessageContaining("timer");
    }

    @Test
    void devicesOfOneNameBelowAMasterAreRefusedBelowTwoTheyAreNot() {
        StubMaster first = script.master("timer1", 1);
        StubMaster second = script.master("timer2", 1);
        chain.top(first).top(second).below(first, script.slave("mca", "a"));
        assertThatThrownBy(() -> chain.below(first, script.slave("mca", "b"))).hasMessageContaining("duplicated");
        chain.below(second, script.slave("mca", "b"));
        assertThat(chain.devices()).hasSize(4);
    }

    @Test
    void channelsOfOneFullNameAreRefusedBeforeAnythingIsPublished() {
        StubMaster first = script.master("timer1", 1);
        StubMaster second = script.master("timer2", 1);
        chain.top(first).top(second).below(first, script.slave("diode", "diode"));
        assertThatThrownBy(() -> chain.below(second, script.slave("diode", "diode")))
                .isInstanceOf(AcquisitionException.class)
                .hasMessageContaining("duplicated channel 'diode:diode'");
    }

    @Test
    void aDeviceIsInAChainOnceAndOnlyBelowAMasterThatIsInIt() {
        StubMaster master = script.master("timer", 1);
        StubSlave slave = script.slave("diode");
        assertThatThrownBy(() -> chain.below(master, slave)).hasMessageContaining("'timer' of 'diode' is not in");
        chain.top(master).below(master, slave);
        StubMaster deeper = script.master("deeper", 1);
        chain.below(master, deeper);
        assertThatThrownBy(() -> chain.below(deeper, slave)).hasMessageContaining("duplicated device 'diode'");
        assertThat(chain.devices()).containsExactly(master, slave, deeper);
    }

    @Test
    void devicesAndChannelsComeDepthFirstAndCannotBeChangedFromOutside() {
        StubMaster axis = script.master("axis", 1);
        StubMaster timer = script.master("timer", 1);
        StubSlave inner = script.slave("inner", "x", "y");
        StubSlave outer = script.slave("outer", "z");
        chain.top(axis).below(axis, timer).below(timer, inner).below(axis, outer);
        assertThat(chain.devices()).containsExactly(axis, timer, inner, outer);
        assertThat(chain.channels())
                .extracting(AcquisitionChannel::fullname)
                .containsExactly("inner:x", "inner:y", "outer:z");
        assertThatThrownBy(() -> chain.tops().getFirst().below().clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aChannelEmitsUnderItsPlaceWhatItWasAnnouncedAs() {
        StubMaster timer = script.master("timer", 1);
        StubSlave slave = script.slave("mca", "a", "b");
        chain.top(timer).below(timer, slave);
        AcquisitionChannel second = slave.channels().get(1);
        assertThatThrownBy(() -> second.emit(1)).hasMessageContaining("mca:b emits outside a scan");

        List<String> emitted = new ArrayList<>();
        chain.connect((channel, points, timeNs) -> emitted.add(channel + " " + points + " " + timeNs));
        second.emit(Numbers.of(1.5, Double.NaN), 7);
        assertThat(emitted).containsExactly("1 " + Numbers.of(1.5, Double.NaN) + " 7");
        assertThatThrownBy(() -> second.emit(Numbers.of(1L), 7))
                .hasMessageContaining("announced as float64() a point, but gives int64(1,)");
        assertThatThrownBy(() -> second.emit(Numbers.scalar(1), 7)).hasMessageContaining("gives float64()");
    }

    @Test
    void aChannelMayHavePointsOfAnyShapeAndStayOutOfTheTree() {
        AcquisitionChannel spectrum =
                AcquisitionChannel.of("mca", "spectrum", DType.INT64, Shape.of(16), Optional.of("counts"));
        assertThat(spectrum.published()).isTrue();
        AcquisitionChannel hidden = spectrum.unpublished();
        assertThat(hidden.published()).isFalse();
        assertThat(hidden.fullname()).isEqualTo("mca:spectrum");
        assertThat(hidden.shape()).isEqualTo(Shape.of(16));
        assertThat(hidden.dtype()).isEqualTo(DType.INT64);
        assertThat(hidden.unit()).contains("counts");
    }
}
