package bliss4j.chain;

import java.util.List;

/** A master that does what a {@link Script} says, for so many iterations. */
final class StubMaster implements AcquisitionMaster {
    private final String name;
    private final Script script;
    private int left;

    StubMaster(String name, Script script, int iterations) {
        this.name = name;
        this.script = script;
        this.left = iterations;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<AcquisitionChannel> channels() {
        return List.of();
    }

    @Override
    public void prepare() throws InterruptedException {
        script.play(name + ".prepare");
    }

    @Override
    public void start() throws InterruptedException {
        script.play(name + ".start");
    }

    @Override
    public boolean next() throws InterruptedException {
        script.play(name + ".next");
        return left-- > 0;
    }

    @Override
    public void trigger(Triggers below) throws InterruptedException {
        script.play(name + ".trigger");
        below.fire();
    }

    @Override
    public void await() throws InterruptedException {
        script.play(name + ".await");
    }

    @Override
    public void stop() {
        script.playQuick(name + ".stop");
    }

    @Override
    public void abort() {
        script.playQuick(name + ".abort");
    }
}
