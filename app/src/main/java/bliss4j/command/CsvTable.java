package bliss4j.command;

import bliss4j.array.NdArray;
import bliss4j.array.Shape;
import bliss4j.block.Value;
import bliss4j.data.ChannelInfo;
import bliss4j.data.DataNode;
import bliss4j.data.DataStore;
import bliss4j.data.PointRange;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Channels as comma-separated values: a line of names and units, then a line for each point. Quoted as RFC 4180 has it, lines
 * end with a newline. What was published when it was made is printed, slice by slice, each of one round trip; a channel with
 * fewer points than another ends in empty fields.
 */
final class CsvTable {
    /** What spreadsheets hold side by side. */
    private static final int MOST_COLUMNS = 16_384;
    /** Items of one slice, over all channels. */
    private static final int SLICE = 1 << 16;

    private static final int MOST_ROWS = 8192;

    private final List<Column> columns;

    private CsvTable(List<Column> columns) {
        this.columns = columns;
    }

    /** One channel: as many fields as a point has items. */
    private record Column(String name, DataNode.Channel channel, Shape shape, String unit, long length) {
        PointRange range(long from, long to) {
            return new PointRange(channel, Math.min(from, length), Math.min(to, length));
        }

        void heading(StringJoiner line) {
            for (int item = 0; item < shape.size(); item++) {
                line.add(quoted(name + place(item) + unit));
            }
        }

        /** Where an item is in its point: {@code [2]}, {@code [0][1]}; nothing for a number. */
        private String place(int item) {
            int rest = item;
            StringBuilder place = new StringBuilder();
            for (int i = shape.rank() - 1; i >= 0; i--) {
                place.insert(0, "[" + rest % shape.length(i) + "]");
                rest /= shape.length(i);
            }
            return place.toString();
        }

        void fields(StringJoiner line, NdArray rows, int row) {
            int items = shape.size();
            int published = rows.shape().row().size();
            if (published > items) {
                throw new CommandException("points of " + channel.dbName() + " have " + published
                        + " items, its info says " + items + ": that cannot be a table");
            }
            for (int item = 0; item < items; item++) {
                boolean there = row < rows.length() && item < published;
                line.add(there ? text(rows.item(row * published + item)) : "");
            }
        }
    }

    /**
     * @param channels by the name that the heading shows
     * @throws CommandException if they have more items side by side than a table may
     */
    static CsvTable of(Map<String, DataNode.Channel> channels) {
        DataStore store = channels.values().iterator().next().store();
        List<Long> lengths = store.lengths(List.copyOf(channels.values()));
        List<Column> columns = new ArrayList<>();
        long width = 0;
        for (Map.Entry<String, DataNode.Channel> entry : channels.entrySet()) {
            DataNode.Channel channel = entry.getValue();
            Map<String, Value> info = channel.info();
            Shape shape = ChannelInfo.shape(info);
            String unit = info.get("unit") instanceof Value.Text text ? " (" + text.value() + ")" : "";
            columns.add(new Column(entry.getKey(), channel, shape, unit, lengths.get(columns.size())));
            width += shape.size();
            if (width > MOST_COLUMNS) {
                throw new CommandException("channel " + channel.dbName() + " with points of shape " + shape
                        + " makes the table wider than " + MOST_COLUMNS + " columns: export other channels one by one");
            }
        }
        return new CsvTable(columns);
    }

    /** Prints it; ends early, without a word, once nobody reads it any more. */
    void print(PrintWriter out) {
        StringJoiner heading = new StringJoiner(",", "", "\n");
        columns.forEach(column -> column.heading(heading));
        out.print(heading);
        long length = columns.stream().mapToLong(Column::length).max().orElse(0);
        int width = Math.max(
                1, columns.stream().mapToInt(column -> column.shape().size()).sum());
        int step = Math.clamp(SLICE / width, 1, MOST_ROWS);
        for (long from = 0; from < length && !out.checkError(); from += step) {
            out.print(slice(from, Math.min(length, from + step)));
        }
        out.flush();
    }

    private String slice(long from, long to) {
        List<PointRange> ranges =
                columns.stream().map(column -> column.range(from, to)).toList();
        List<NdArray> rows = columns.getFirst().channel().store().read(ranges);
        StringBuilder lines = new StringBuilder();
        for (int row = 0; row < to - from; row++) {
            StringJoiner line = new StringJoiner(",", "", "\n");
            for (int i = 0; i < columns.size(); i++) {
                columns.get(i).fields(line, rows.get(i), row);
            }
            lines.append(line);
        }
        return lines.toString();
    }

    /** As Python and numpy read it back: shortest digits, {@code nan}, {@code inf}, {@code True}. */
    private static String text(Object item) {
        return switch (item) {
            case Double number -> Value.of(number).toString();
            case Boolean flag -> Value.of(flag).toString();
            case String text -> quoted(text);
            default -> item.toString();
        };
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
