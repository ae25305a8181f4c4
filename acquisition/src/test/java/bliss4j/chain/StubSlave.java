package bliss4j.chain;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A slave that does what a {@link Script} says, and emits 1, 2, 3… on each of its channels when it is waited for. */
final class StubSlave implements AcquisitionSlave {
    private final String name;
    private final Script script;
    private final List<AcquisitionChannel> channels;
    private int points;

    StubSlave(String name, Script script, String... channels) {
        this.name = name;
        this.script = script;
        this.channels = Arrays.stream(channels)
                .map(channel -> AcquisitionChannel.scalar(name, channel, Optional.empty()))
                .toList();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<AcquisitionChannel> channels() {
        return channels;
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
    public void trigger() throws InterruptedException {
        script.play(name + ".trigger");
    }

    @Override
    public void await() throws InterruptedException {
        script.play(name + ".await");
        points++;
        channels.forEach(channel -> channel.emit(points));
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
