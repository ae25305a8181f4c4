package bliss4j.display;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.array.Numbers;
import org.junit.jupiter.api.Test;

final class RowRingTest {
    private final RowRing ring = new RowRing(2, 4);

    @Test
    void aRowIsTakenOnceAllItsColumnsAreThere() {
        ring.add(0, Numbers.of(1, 2, 3));
        assertThat(ring.take(10).rows()).isEmpty();
        ring.add(1, Numbers.of(10, 20));
        assertThat(ring.whole()).isEqualTo(2);

        RowRing.Rows rows = ring.take(10);

        assertThat(rows.first()).isZero();
        assertThat(rows.rows()).containsExactly(new double[] {1, 10}, new double[] {2, 20});
        assertThat(ring.take(10).rows()).isEmpty();
    }

    @Test
    void noMoreAreTakenAtOnceThanAskedFor() {
        ring.add(0, Numbers.of(1, 2, 3));
        ring.add(1, Numbers.of(1, 2, 3));

        assertThat(ring.take(2).rows()).hasSize(2);
        RowRing.Rows rest = ring.take(2);
        assertThat(rest.first()).isEqualTo(2);
        assertThat(rest.rows()).containsExactly(new double[] {3, 3});
    }

    @Test
    void whatNobodyTookInTimeIsLostAndCounted() {
        for (double i = 0; i < 30; i += 10) {
            ring.add(0, Numbers.of(i, i + 1));
            ring.add(1, Numbers.of(i, i + 1));
        }

        RowRing.Rows rows = ring.take(10);

        assertThat(rows.lost()).isEqualTo(2);
        assertThat(rows.first()).isEqualTo(2);
        assertThat(rows.rows())
                .containsExactly(
                        new double[] {10, 10}, new double[] {11, 11}, new double[] {20, 20}, new double[] {21, 21});
    }

    @Test
    void aBlockLargerThanTheRingLeavesItsEnd() {
        ring.add(0, Numbers.of(0, 1, 2, 3, 4, 5, 6));
        ring.add(1, Numbers.of(0, 1, 2, 3, 4, 5, 6));

        RowRing.Rows rows = ring.take(10);

        assertThat(rows.lost()).isEqualTo(3);
        assertThat(rows.rows()).hasSize(4).last().isEqualTo(new double[] {6, 6});
    }

    @Test
    void aColumnThatRunsAheadLosesRowsOfTheOther() {
        ring.add(0, Numbers.of(0, 1, 2, 3, 4, 5));
        ring.add(1, Numbers.of(0, 1, 2));

        RowRing.Rows rows = ring.take(10);

        assertThat(rows.lost()).isEqualTo(2);
        assertThat(rows.rows()).containsExactly(new double[] {2, 2});
    }
}
