package bliss4j.redis;

/** The keys of a node and the names of fields, layout v1.1 (docs/reference/redis-keys.md mirrors this). */
final class Keys {
    static final String VERSION = "v1.1";
    /** Version of a node that is not complete yet. */
    static final String UNFINISHED = "None";

    static final byte[] VERSION_FIELD = Wire.utf8("version");
    static final byte[] EVENT = Wire.utf8("__EVENT__");
    static final byte[] DESC = Wire.utf8("__DESC__");
    static final byte[] NPOINTS = Wire.utf8("__NPOINTS__");
    static final byte[] DATA = Wire.utf8("__DATA__");
    static final byte[] STATUS = Wire.utf8("__STATUS__");
    static final byte[] SEQ = Wire.utf8("__SEQ__");
    static final byte[] TIME = Wire.utf8("__TIME__");
    static final byte[] TIMESTAMP = Wire.utf8("__TIMESTAMP__");
    static final byte[] STRTIME = Wire.utf8("__STRTIME__");
    static final byte[] EXCEPTION = Wire.utf8("__EXCEPTION__");
    static final byte[] DB_NAME = Wire.utf8("db_name");

    static final byte[] NEW_NODE = Wire.utf8("NEW_NODE");
    static final byte[] PREPARED_SCAN = Wire.utf8("PREPARED_SCAN");
    static final byte[] END_SCAN = Wire.utf8("END_SCAN");
    static final byte[] CHANNELDATA = Wire.utf8("CHANNELDATA");
    static final byte[] LIMAIMAGESTATUS = Wire.utf8("LIMAIMAGESTATUS");

    /** Settings database: the sessions that have data. */
    static final String SESSIONS = "bliss4j:sessions";

    static final String PREPARED_ENDING = "_prepared";
    static final String END_ENDING = "_end";

    private Keys() {}

    static byte[] node(String dbName) {
        return Wire.utf8(dbName);
    }

    static byte[] info(String dbName) {
        return Wire.utf8(dbName + "_info");
    }

    static byte[] children(String dbName) {
        return Wire.utf8(dbName + "_children_list");
    }

    static byte[] data(String dbName) {
        return Wire.utf8(dbName + "_data");
    }

    static byte[] dataRef(String dbName) {
        return Wire.utf8(dbName + "_data_ref");
    }

    static byte[] prepared(String dbName) {
        return Wire.utf8(dbName + PREPARED_ENDING);
    }

    static byte[] end(String dbName) {
        return Wire.utf8(dbName + END_ENDING);
    }

    /** Settings database: which files hold a session's scans, by directory. */
    static String files(String session) {
        return "bliss4j:files:" + session;
    }

    /** Settings database: the highest scan number given, by directory. */
    static String counters() {
        return "bliss4j:scan_numbers";
    }
}
