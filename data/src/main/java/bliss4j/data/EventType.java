package bliss4j.data;

/** The kinds of events, as the shell names and prints them: {@code event.NEW_NODE}. */
public enum EventType {
    NEW_NODE,
    NEW_DATA_IN_CHANNEL,
    PREPARED_SCAN,
    END_SCAN,
    DATA_LOST,
    EXTERNAL_EVENT;

    /** What {@link #NEW_NODE} was called before. */
    public static final EventType NEW_CHILD = NEW_NODE;

    @Override
    public String toString() {
        return "event." + name();
    }
}
