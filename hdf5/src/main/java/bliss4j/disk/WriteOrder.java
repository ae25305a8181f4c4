package bliss4j.disk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * In which order blocks that readers already know are written over.
 *
 * <p>Whoever opens the file between two of these writes finds some blocks as they were and some as they will be; a killed
 * process leaves that for good. So what is pointed to comes before what points: names before the nodes of a group, nodes
 * before headers, since a shape that is ahead of its chunks would show rows that are not there. Nodes that only gain
 * entries come from the leaves up; one that lost some to a new sibling comes last, from the top down, when whoever is
 * above knows the sibling.
 */
final class WriteOrder {
    private WriteOrder() {}

    /** What to write, and in which order: only what is different, and no write across the end of a page. */
    static List<Piece> of(List<Change> changes) {
        List<Piece> pieces = new ArrayList<>(forgetFreeNames(changes));
        changes.stream()
                .sorted(Comparator.comparingInt(Change::rank))
                .forEach(change -> pieces.addAll(change.pieces()));
        return pieces;
    }

    /**
     * What is free among a group's names is a list within them that begins in their header. While more than one piece of
     * names is written that list is empty, for no reader may follow it into a name.
     */
    private static List<Piece> forgetFreeNames(List<Change> changes) {
        List<Change> names = changes.stream().filter(Change::isOfNames).toList();
        boolean together =
                names.stream().mapToInt(change -> change.pieces().size()).sum() <= 1;
        return together
                ? List.of()
                : names.stream()
                        .flatMap(change -> change.forgetFreeNames().stream())
                        .toList();
    }
}
