package bliss4j.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** XADD by one socket, XREAD BLOCK by another, of the same entries at the same 1 kHz: the median of the time between. */
final class BareEcho implements Contender {
    private static final int PATIENCE_SECONDS = 30;
    private static final String BLOCK_MS = "5000";

    private final Workbench bench;
    private final int channels;
    private final EntryForm form;

    BareEcho(Workbench bench, int channels) {
        this.bench = bench;
        this.channels = channels;
        this.form = EntryForm.of(bench);
    }

    @Override
    public Figures run() throws InterruptedException {
        List<byte[]> keys = new ArrayList<>();
        String prefix = bench.freshName() + ":tmp:1_bench:detector:channel";
        for (int i = 0; i < channels; i++) {
            keys.add(BareRedis.utf8(prefix + i + "_data"));
        }
        Stamps stamps = new Stamps(channels, Pace.POINTS);
        FutureTask<Samples> reading = new FutureTask<>(() -> read(keys, stamps));
        Thread.ofPlatform().name("bench-echo").daemon(true).start(reading);
        try (BareRedis writer = bench.bare()) {
            Pace.keep(point -> write(writer, keys, stamps, point));
        }
        Samples delays = result(reading);
        bench.forget();
        return Figures.of(delays.median(), delays.p99());
    }

    private void write(BareRedis writer, List<byte[]> keys, Stamps stamps, int point) {
        String id = (point + 1) + "-0";
        for (int channel = 0; channel < channels; channel++) {
            stamps.set(channel, point);
            writer.queue(form.command(keys.get(channel), id));
        }
        writer.flush();
        for (int channel = 0; channel < channels; channel++) {
            writer.reply();
        }
    }

    private Samples read(List<byte[]> keys, Stamps stamps) {
        Samples delays = new Samples(channels * Pace.POINTS);
        int[] next = new int[channels];
        try (BareRedis reader = bench.bare()) {
            for (int come = 0; come < channels * Pace.POINTS; ) {
                reader.queue(question(keys, next));
                reader.flush();
                Object reply = reader.reply();
                long now = System.nanoTime();
                if (!(reply instanceof List<?> streams)) {
                    throw new BenchmarkException("the bare echo read nothing for 5 s");
                }
                for (Object each : streams) {
                    List<?> stream = (List<?>) each;
                    int channel = indexOf(keys, (byte[]) stream.getFirst());
                    int count = ((List<?>) stream.getLast()).size();
                    stamps.arrived(channel, next[channel], count, now, delays);
                    next[channel] += count;
                    come += count;
                }
            }
        }
        return delays;
    }

    private static List<byte[]> question(List<byte[]> keys, int[] next) {
        List<byte[]> words = new ArrayList<>();
        for (String word : List.of("XREAD", "BLOCK", BLOCK_MS, "STREAMS")) {
            words.add(BareRedis.utf8(word));
        }
        words.addAll(keys);
        for (int each : next) {
            words.add(BareRedis.utf8(Integer.toString(each)));
        }
        return words;
    }

    private static int indexOf(List<byte[]> keys, byte[] key) {
        for (int i = 0; i < keys.size(); i++) {
            if (java.util.Arrays.equals(keys.get(i), key)) {
                return i;
            }
        }
        throw new BenchmarkException("Redis sends a stream that nobody asked for");
    }

    private static Samples result(FutureTask<Samples> reading) throws InterruptedException {
        try {
            return reading.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new BenchmarkException("the bare echo failed: " + e.getMessage(), e);
        }
    }
}
