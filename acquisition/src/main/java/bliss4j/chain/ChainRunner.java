package bliss4j.chain;

import bliss4j.chain.AcquisitionChain.Link;
import bliss4j.device.AcquisitionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a chain once: a platform thread for each top master. The first failure of a device, or {@link #abort}, stops all
 * devices at once.
 */
public final class ChainRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ChainRunner.class);
    private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

    private enum Phase {
        RUNNING,
        STOPPING,
        OVER
    }

    /** How long devices may take to end after they were told to, and once more after they were interrupted. */
    private final Duration patience;

    private final AcquisitionChain chain;
    private final Runnable prepared;
    private final Presets presets;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.RUNNING);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    /** All top masters have come to their end, or the devices have been told to stop. */
    private final CountDownLatch ending = new CountDownLatch(1);

    private final CountDownLatch devicesTold = new CountDownLatch(1);
    private boolean interrupted;

    /** @param prepared called once, when all devices are prepared and before the first starts */
    public ChainRunner(AcquisitionChain chain, Runnable prepared) {
        this(chain, prepared, Duration.ofSeconds(10));
    }

    ChainRunner(AcquisitionChain chain, Runnable prepared, Duration patience) {
        this.chain = chain;
        this.prepared = prepared;
        this.presets = new Presets(chain);
        this.patience = patience;
    }

    /**
     * Runs the chain to its end and waits for it. An interrupt of the caller aborts it; the caller's flag is set again. No
     * thread is left but that of a device which heeds neither its abort nor an interrupt; that is a failure.
     *
     * @return what failed first, empty if nothing did
     */
    public Optional<Throwable> run() {
        List<Link> tops = chain.tops();
        if (tops.isEmpty()) {
            throw new AcquisitionException("a chain without a master cannot run");
        }
        ExecutorService workers = Executors.newCachedThreadPool(
                Thread.ofPlatform().name("bliss-chain-", 0).daemon(true).factory());
        Turnstile ready = new Turnstile(tops.size(), () -> {
            prepared.run();
            presets.start();
        });
        attempt(presets::prepare);
        AtomicInteger busy = new AtomicInteger(tops.size());
        for (Link top : tops) {
            workers.execute(() -> {
                runTop(top, ready, workers);
                if (busy.decrementAndGet() == 0) {
                    phase.compareAndSet(Phase.RUNNING, Phase.OVER);
                    ending.countDown();
                }
            });
        }
        await(ending::await, FOREVER);
        join(workers);
        if (aborted()) {
            await(devicesTold::await, patience);
        }
        for (AcquisitionDevice device : chain.devices()) {
            keepingFailure(device::stop);
        }
        presets.stop(this::keepingFailure);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return Optional.ofNullable(failure.get());
    }

    private void join(ExecutorService workers) {
        workers.shutdown();
        if (await(workers::awaitTermination, patience)) {
            return;
        }
        workers.shutdownNow();
        if (!await(workers::awaitTermination, patience)) {
            String tops = chain.tops().stream().map(top -> top.device().name()).collect(Collectors.joining(", "));
            keepFailure(new AcquisitionException("a device below " + tops + " is still busy "
                    + patience.multipliedBy(2).toSeconds() + " s after it was told to stop"));
        }
    }

    /** Waits; an interrupt aborts the chain, and the wait goes on. */
    private boolean await(Wait wait, Duration limit) {
        long start = System.nanoTime();
        while (true) {
            try {
                return wait.until(limit.toNanos() - (System.nanoTime() - start), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
                abort();
            }
        }
    }

    /**
     * Stops every device at once; {@link #run} returns soon after. From any thread, as often as one likes; does nothing once
     * all is done.
     */
    public void abort() {
        if (phase.compareAndSet(Phase.RUNNING, Phase.STOPPING)) {
            tellDevices();
        }
    }

    private void tellDevices() {
        for (AcquisitionDevice device : chain.devices()) {
            keepingFailure(device::abort);
        }
        devicesTold.countDown();
        ending.countDown();
    }

    /** Whether it was told to stop, or something failed, before all was done. */
    public boolean aborted() {
        return phase.get() == Phase.STOPPING;
    }

    private boolean running() {
        return phase.get() == Phase.RUNNING;
    }

    private void runTop(Link top, Turnstile ready, ExecutorService workers) {
        List<AcquisitionDevice> devices = new ArrayList<>();
        AcquisitionChain.collect(top, devices);
        boolean done = attempt(() -> prepare(devices));
        attempt(() -> {
            if (ready.pass(done && running())) {
                iterate(top, devices, workers);
            }
        });
    }

    private void prepare(List<AcquisitionDevice> devices) throws InterruptedException {
        for (AcquisitionDevice device : devices) {
            if (running()) {
                device.prepare();
            }
        }
    }

    private void iterate(Link top, List<AcquisitionDevice> devices, ExecutorService workers)
            throws InterruptedException {
        // those below get ready first, so that nobody is triggered before its start
        for (AcquisitionDevice device : devices.reversed()) {
            if (running()) {
                device.start();
            }
        }
        AcquisitionMaster master = (AcquisitionMaster) top.device();
        SlaveWaits waits = new SlaveWaits(devices, workers, this::fail);
        Presets.Iterations iterations =
                top.equals(chain.tops().getFirst()) ? presets.iterations() : Presets.Iterations.NONE;
        while (running() && master.next() && running()) {
            iterations.begin();
            fire(top);
            waits.await();
            iterations.end();
        }
    }

    private static void fire(Link link) throws InterruptedException {
        switch (link.device()) {
            case AcquisitionSlave slave -> slave.trigger();
            case AcquisitionMaster master ->
                master.trigger(() -> {
                    for (Link below : link.below()) {
                        fire(below);
                    }
                });
        }
    }

    /** What a device may do wrong while it runs ends here; true if it did nothing wrong. */
    private boolean attempt(StopSignal.Work call) {
        try {
            call.run();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            abort();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
        return false;
    }

    /** Stops everything for the first failure. What comes after an abort is only its consequence. */
    private void fail(Throwable e) {
        if (phase.compareAndSet(Phase.RUNNING, Phase.STOPPING)) {
            failure.set(e);
            tellDevices();
        } else {
            LOG.debug("after the devices were told to stop", e);
        }
    }

    /** A device that could not be stopped is a failure even of a scan that was aborted; the others are stopped all the same. */
    private void keepingFailure(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            keepFailure(e);
        }
    }

    private void keepFailure(Throwable e) {
        if (!failure.compareAndSet(null, e)) {
            LOG.warn("another device failed after the first: {}", e.toString());
        }
    }

    @FunctionalInterface
    private interface Wait {
        boolean until(long time, TimeUnit unit) throws InterruptedException;
    }
}
