package bliss4j.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * Rounds in which contenders take turns, now forwards, now backwards, so that what disturbs the machine disturbs all of
 * them. The first rounds, in which the JVM compiles, do not count.
 */
final class Rounds {
    static final int COUNT = 5;
    static final int WARM_UP = 2;

    private Rounds() {}

    /** The medians of each contender's rounds. */
    static List<Figures> alternate(List<Contender> contenders) throws InterruptedException {
        List<List<Figures>> all = new ArrayList<>();
        contenders.forEach(contender -> all.add(new ArrayList<>()));
        int last = contenders.size() - 1;
        for (int round = 0; round < WARM_UP + COUNT; round++) {
            for (int i = 0; i <= last; i++) {
                int turn = round % 2 == 0 ? i : last - i;
                Figures figures = contenders.get(turn).run();
                if (round >= WARM_UP) {
                    all.get(turn).add(figures);
                }
            }
        }
        return all.stream().map(Figures::median).toList();
    }
}
