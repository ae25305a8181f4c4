package bliss4j.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * Rounds in which contenders take turns, so that what disturbs the machine disturbs all of them. The first round, in which
 * the JVM compiles, does not count.
 */
final class Rounds {
    static final int COUNT = 5;

    private Rounds() {}

    /** The medians of each contender's rounds. */
    static List<Figures> alternate(List<Contender> contenders) throws InterruptedException {
        List<List<Figures>> all = new ArrayList<>();
        contenders.forEach(contender -> all.add(new ArrayList<>()));
        for (int round = 0; round <= COUNT; round++) {
            for (int i = 0; i < contenders.size(); i++) {
                Figures figures = contenders.get(i).run();
                if (round > 0) {
                    all.get(i).add(figures);
                }
            }
        }
        return all.stream().map(Figures::median).toList();
    }
}
