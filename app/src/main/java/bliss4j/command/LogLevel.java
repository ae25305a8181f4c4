package bliss4j.command;

/** What is shown of the log in the terminal. The file of the log is not affected. */
enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE;

    /** Has effect if nothing was logged yet: logback.xml reads it. */
    void apply() {
        System.setProperty("bliss.log.level", name());
        if (compareTo(INFO) > 0) {
            System.setProperty("bliss.log.finest", name());
        }
    }
}
