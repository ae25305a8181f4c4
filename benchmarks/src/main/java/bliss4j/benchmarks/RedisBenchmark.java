package bliss4j.benchmarks;

import bliss4j.localredis.RedisAddress;
import java.util.ArrayList;
import java.util.List;

/** {@code redis-benchmark -c 1 -P 16} with an XADD of our entry's fields and size: XADD/s. */
final class RedisBenchmark implements Contender {
    static final int DEPTH = 16;

    private static final int REQUESTS = 200_000;
    private static final String USER = "benchmark";
    /** Rate and p99 stand at the same place from the end of a line, whatever the command holds. */
    private static final int RATE_FROM_END = 7;

    private static final int P99_FROM_END = 2;

    private final Workbench bench;
    private final List<String> command = new ArrayList<>();

    RedisBenchmark(Workbench bench) {
        this.bench = bench;
        RedisAddress address = bench.address();
        try (BareRedis bare = bench.bare()) {
            // A user who may do this alone and needs no password: ours must not stand on a command line.
            bare.call("ACL", "SETUSER", USER, "on", "nopass", "allkeys", "+xadd", "+select", "+config|get");
        }
        command.addAll(List.of("redis-benchmark", "-h", address.host(), "-p", Integer.toString(address.port())));
        command.addAll(List.of("--user", USER, "-a", "none", "--dbnum", Integer.toString(BareRedis.DATA)));
        command.addAll(List.of("-c", "1", "-P", Integer.toString(DEPTH), "-n", Integer.toString(REQUESTS), "--csv"));
        command.addAll(List.of("XADD", "bench:tmp:1_bench:detector:reference_data", "*"));
        command.addAll(EntryForm.of(bench).words());
    }

    @Override
    public Figures run() throws InterruptedException {
        String[] lines = Program.run(command, "redis-benchmark (Debian: redis-tools)")
                .strip()
                .split("\n");
        String[] cells = lines[lines.length - 1].split("\",\"");
        if (cells.length < RATE_FROM_END) {
            throw new BenchmarkException("redis-benchmark prints '" + lines[lines.length - 1] + "'");
        }
        bench.forget();
        double rate = Double.parseDouble(cells[cells.length - RATE_FROM_END]);
        return Figures.of(rate, Double.parseDouble(cells[cells.length - P99_FROM_END]) * 1e6);
    }
}
