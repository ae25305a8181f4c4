package bliss4j.python;

/** Why a run of Python is to end at once, and what it sees of that. */
enum Stop {
    /** Somebody pressed Ctrl-C. */
    INTERRUPT("KeyboardInterrupt"),
    /** {@code kill()} of what was spawned. */
    KILL("gevent.GreenletExit");

    private final String exception;

    Stop(String exception) {
        this.exception = exception;
    }

    /** The Python exception that is raised, with its module if it is no builtin. */
    String exception() {
        return exception;
    }

    /** Python that raises it. */
    String code() {
        int dot = exception.indexOf('.');
        return dot < 0 ? "raise " + exception : "import " + exception.substring(0, dot) + "\nraise " + exception;
    }
}
