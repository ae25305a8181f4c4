package bliss4j.chain;

import bliss4j.chain.AcquisitionChain.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a chain once: a platform thread for each top master. The first failure of a device stops all the others at once.
 */
public final class ChainRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ChainRunner.class);

    private final AcquisitionChain chain;
    private final Runnable prepared;
    private @Nullable Throwable failure;
    private final AtomicBoolean stopping = new AtomicBoolean();

    /** @param prepared called once, when all devices are prepared and before the first starts */
    public ChainRunner(AcquisitionChain chain, Runnable prepared) {
        this.chain = chain;
        this.prepared = prepared;
    }

    /**
     * Runs the chain to its end and waits for it. An interrupt of the caller aborts it; the caller's flag is set again.
     *
     * @return what failed first, empty if nothing did
     */
    public Optional<Throwable> run() {
        List<Link> tops = chain.tops();
        Turnstile ready = new Turnstile(tops.size(), prepared);
        CountDownLatch done = new CountDownLatch(tops.size());
        for (Link top : tops) {
            Thread.ofPlatform()
                    .name("bliss-chain-" + top.device().name())
                    .daemon(true)
                    .start(() -> {
                        try {
                            guarded(() -> runTop(top, ready));
                        } finally {
                            ready.leave();
                            done.countDown();
                        }
                    });
        }
        awaitAll(done);
        for (AcquisitionDevice device : chain.devices()) {
            guarded(device::stop);
        }
        synchronized (this) {
            return Optional.ofNullable(failure);
        }
    }

    private void awaitAll(CountDownLatch done) {
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
                abort();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops every device at once; {@link #run} returns soon after. From any thread, as often as one likes. */
    public void abort() {
        if (stopping.compareAndSet(false, true)) {
            for (AcquisitionDevice device : chain.devices()) {
                guarded(device::abort);
            }
        }
    }

    /** Whether it was told to stop or something failed. */
    public boolean aborted() {
        return stopping.get();
    }

    private void runTop(Link top, Turnstile ready) throws InterruptedException {
        List<AcquisitionDevice> devices = new ArrayList<>();
        AcquisitionChain.collect(top, devices);
        for (AcquisitionDevice device : devices) {
            device.prepare();
        }
        ready.pass();
        if (stopping.get()) {
            return;
        }
        // those below get ready first, so that nobody is triggered before its start
        for (AcquisitionDevice device : devices.reversed()) {
            device.start();
        }
        AcquisitionMaster master = (AcquisitionMaster) top.device();
        try (SlaveWaits waits = new SlaveWaits(devices, this::fail)) {
            while (!stopping.get() && master.next() && !stopping.get()) {
                fire(top);
                waits.await();
            }
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

    /** What a device may do wrong ends here: it is kept, and all others are stopped. */
    private void guarded(DeviceCall call) {
        try {
            call.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            abort();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private void fail(Throwable e) {
        synchronized (this) {
            if (failure == null) {
                failure = e;
            } else {
                LOG.debug("a failure after the first", e);
            }
        }
        abort();
    }

    @FunctionalInterface
    private interface DeviceCall {
        void run() throws InterruptedException;
    }
}
