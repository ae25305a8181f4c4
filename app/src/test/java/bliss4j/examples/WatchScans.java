package bliss4j.examples;

import bliss4j.block.Value;
import bliss4j.client.Bliss;
import bliss4j.client.ScanNews;
import bliss4j.client.SessionWatch;
import bliss4j.data.DataStore;
import java.io.PrintWriter;

/** Prints what a scan that begins now says of itself, and its points row by row, until it has ended. */
final class WatchScans {
    private WatchScans() {}

    static void run(String uri, PrintWriter out) {
        try (DataStore data = Bliss.connect(uri);
                SessionWatch scans = SessionWatch.of(data.session("test_session"))) {
            for (ScanNews news : scans) {
                if (news instanceof ScanNews.Started scan) {
                    out.println(Value.of(scan.info()).at("title").asText());
                } else if (news instanceof ScanNews.Points rows) {
                    out.println(rows.label() + " " + rows.master() + " "
                            + rows.blocks().keySet());
                } else if (news instanceof ScanNews.Ended scan) {
                    out.println(Value.of(scan.info()).at("end_reason").asText());
                    break;
                }
            }
        }
    }
}
