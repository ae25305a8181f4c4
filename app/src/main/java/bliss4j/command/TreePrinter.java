package bliss4j.command;

import bliss4j.data.DataNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Prints nodes as the page does: name, db_name, and the node as Python shows it. */
final class TreePrinter {
    private static final int GAP = 4;
    /** Where CPython's objects seem to live. */
    private static final long HIGH = 0x7f00_0000_0000L;

    private final PrintWriter out;
    private int names = GAP;
    private int dbNames = GAP;

    TreePrinter(PrintWriter out) {
        this.out = out;
    }

    /** Columns are as wide as the longest name so far. */
    void print(List<DataNode> nodes) {
        for (DataNode node : nodes) {
            names = Math.max(names, node.name().length() + GAP);
            dbNames = Math.max(dbNames, node.dbName().length() + GAP);
        }
        String line = "%-" + names + "s%-" + dbNames + "s%s%n";
        for (DataNode node : nodes) {
            out.printf(Locale.ROOT, line, node.name(), node.dbName(), shown(node));
        }
        out.flush();
    }

    /** The node as the shell prints it. */
    static String shown(DataNode node) {
        String type = switch (node) {
            case DataNode.Container container -> "bliss.data.node.DataNodeContainer";
            case DataNode.Scan scan -> "bliss.data.scan.Scan";
            case DataNode.Channel channel -> "bliss.data.channel.ChannelDataNode";
            case DataNode.Image image -> "bliss.data.lima.LimaImageChannelDataNode";
        };
        return String.format(
                Locale.ROOT, "<%s object at 0x%x>", type, HIGH + (System.identityHashCode(node) & 0xffff_ffffL) * 8);
    }
}
