package bliss4j.pickle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The stack, the marks in it and the memo of one reading. */
final class PickleStack {
    /** Each takes up to about 100 bytes, and some opcodes of one byte push one. */
    private static final int MOST_PUSHES = 2_000_000;

    private final ArrayList<PickleItem> items = new ArrayList<>();
    private final Map<Long, PickleItem> memo = new HashMap<>();
    private int[] marks = new int[8];
    private int markCount;
    private int pushes;

    void push(PickleItem item) {
        if (++pushes > MOST_PUSHES) {
            throw PickleException.tooMuch("more than " + MOST_PUSHES + " items in one pickle");
        }
        items.add(item);
    }

    PickleItem pop() {
        needAbove(1);
        return items.removeLast();
    }

    PickleItem top() {
        needAbove(1);
        return items.getLast();
    }

    /** The {@code count} items on top, in the order in which they were pushed. */
    List<PickleItem> pop(int count) {
        needAbove(count);
        return popFrom(items.size() - count);
    }

    void mark() {
        if (++pushes > MOST_PUSHES) {
            throw PickleException.tooMuch("more than " + MOST_PUSHES + " items in one pickle");
        }
        if (markCount == marks.length) {
            marks = Arrays.copyOf(marks, markCount * 2);
        }
        marks[markCount++] = items.size();
    }

    /** The items above the last mark, which is taken away. */
    List<PickleItem> popMark() {
        if (markCount == 0) {
            throw PickleException.malformed("a mark is missing");
        }
        return popFrom(marks[--markCount]);
    }

    /** Takes away what stands on top: an item, or a mark. */
    void drop() {
        if (markCount > 0 && marks[markCount - 1] == items.size()) {
            markCount--;
        } else {
            pop();
        }
    }

    private List<PickleItem> popFrom(int from) {
        List<PickleItem> top = items.subList(from, items.size());
        List<PickleItem> copy = new ArrayList<>(top);
        top.clear();
        return copy;
    }

    private void needAbove(int count) {
        int floor = markCount == 0 ? 0 : marks[markCount - 1];
        if (items.size() - floor < count) {
            throw PickleException.malformed("an item is missing on the stack");
        }
    }

    void memoize() {
        put(memo.size());
    }

    void put(long index) {
        memo.put(index, top());
    }

    void get(long index) {
        PickleItem item = memo.get(index);
        if (item == null) {
            throw PickleException.malformed("nothing was stored under " + index);
        }
        push(item);
    }
}
