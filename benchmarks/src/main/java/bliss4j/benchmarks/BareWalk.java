package bliss4j.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The reads that a walk needs, level by level, pipelined over one socket, and nothing else. */
final class BareWalk implements Contender {
    /** How many commands are sent before their replies are read. */
    private static final int PIPELINE = 1024;

    private static final String CHANNEL = "channel";

    private final Workbench bench;
    private final String root;

    BareWalk(Workbench bench, String root) {
        this.bench = bench;
        this.root = root;
    }

    @Override
    public Figures run() {
        long start = System.nanoTime();
        try (BareRedis bare = bench.bare()) {
            List<String> level = List.of(root);
            while (!level.isEmpty()) {
                List<String> below = new ArrayList<>();
                for (Object reply : ask(bare, level, BareWalk::childrenOf)) {
                    for (Object entry : (List<?>) reply) {
                        List<?> fields = (List<?>) ((List<?>) entry).getLast();
                        below.add(BareRedis.text(fields.getLast()));
                    }
                }
                List<Object> nodes = ask(bare, below, BareWalk::node);
                level = new ArrayList<>();
                for (int i = 0; i < below.size(); i++) {
                    if (!CHANNEL.equals(BareRedis.text(((List<?>) nodes.get(i)).getFirst()))) {
                        level.add(below.get(i));
                    }
                }
            }
        }
        return Figures.of((double) (System.nanoTime() - start), Double.NaN);
    }

    private static List<Object> ask(BareRedis bare, List<String> names, Function<String, List<byte[]>> question) {
        List<Object> replies = new ArrayList<>();
        for (int from = 0; from < names.size(); from += PIPELINE) {
            List<String> some = names.subList(from, Math.min(names.size(), from + PIPELINE));
            some.forEach(name -> bare.queue(question.apply(name)));
            bare.flush();
            some.forEach(name -> replies.add(bare.reply()));
        }
        return replies;
    }

    private static List<byte[]> childrenOf(String name) {
        return words("XRANGE", name + "_children_list", "-", "+");
    }

    private static List<byte[]> node(String name) {
        return words("HMGET", name, "node_type", "version", "name", "db_name", "parent");
    }

    private static List<byte[]> words(String... words) {
        List<byte[]> bytes = new ArrayList<>();
        for (String word : words) {
            bytes.add(BareRedis.utf8(word));
        }
        return bytes;
    }
}
