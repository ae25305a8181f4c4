package bliss4j.command;

import bliss4j.data.DataNode;
import bliss4j.data.NodeFilter;
import bliss4j.scan.Scan;
import bliss4j.session.Session;
import java.io.PrintWriter;
import java.util.List;

/** What is to be seen once the demo's scans have run: the tree, {@code SCANS}, the last data and where the files are. */
final class Findings {
    private final Workplace workplace;
    private final PrintWriter out;

    Findings(Workplace workplace) {
        this.workplace = workplace;
        this.out = workplace.out();
    }

    void print(Session session) {
        tree(session.name());
        say("SCANS");
        out.println(session.scans());
        say("SCANS[-1].get_data()");
        session.scans().last().ifPresent(scan -> new DataPrinter(out).print(scan.data()));
        files(session.scans().all());
        out.println("The tree stays in Redis for a day; from another process: bliss walk " + session.name());
    }

    private void say(String command) {
        out.println();
        out.println(">>> " + command);
    }

    private void tree(String name) {
        say("for node in get_node('" + name + "').iterator.walk(wait=False): print(node.name, node.db_name, node)");
        List<DataNode> nodes = workplace.data().store().node(name).stream()
                .flatMap(node -> node.walk(NodeFilter.all()))
                .toList();
        new TreePrinter(out).print(nodes);
    }

    private void files(List<Scan> scans) {
        out.println();
        out.println("The files, to be opened with silx, PyMca, h5py or h5dump:");
        scans.stream().flatMap(scan -> scan.file().stream()).distinct().forEach(out::println);
    }
}
