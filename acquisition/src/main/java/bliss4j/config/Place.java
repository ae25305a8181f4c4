package bliss4j.config;

/**
 * Where something stands in the configuration.
 *
 * @param file below the configuration's directory
 * @param line from 1; 0 is the whole file
 */
record Place(String file, int line) {
    ConfigException error(String what) {
        return new ConfigException(this + ": " + what);
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + " line " + line;
    }
}
