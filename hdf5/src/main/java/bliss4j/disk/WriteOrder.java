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
        List<Piece> pieces = new ArrayList<>();
        changes.stream()
                .sorted(Comparator.comparingInt(Change::rank))
                .forEach(change -> pieces.addAll(change.pieces()));
        return pieces;
    }

    /**
     * What comes before everything else, so that there is time before names are written. What is free among a group's names
     * is a list within them that begins in their header, which a reader may have read before it reads the names. While they
     * change that list is empty, for no reader may follow it into a name.
     */
    static List<Piece> first(List<Change> changes) {
        return changes.stream()
                .filter(Change::isOfNames)
                .flatMap(change -> change.forgetFreeNames().stream())
                .toList();
    }
}
