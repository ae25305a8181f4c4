package bliss4j.data;

/** The events of a part of the tree, each once and in order: what exists first, then what happens. */
public interface Follower extends LiveSequence<DataEvent> {
    /** Has the taking thread told a {@link DataEvent.External}, at once if it waits. Any thread. */
    void signal();
}
