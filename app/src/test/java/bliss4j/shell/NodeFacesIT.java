package bliss4j.shell;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.testing.LeakCheck;
import bliss4j.testing.PrivateRedis;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The members of the original's nodes (behaviour.md, E and A6), as Python has them. One Python for all tests. */
@ExtendWith(LeakCheck.class)
class NodeFacesIT {
    private static final String DEVICES = """
            - {class: SimAxis, name: roby, velocity: 2500, acceleration: 1000}
            - {class: SimDiode, name: diode}
            """;

    @TempDir
    static Path folder;

    private static PrivateRedis redis;
    private static TestShell shell;

    @BeforeAll
    static void open() {
        redis = PrivateRedis.start();
        shell = new TestShell(folder, redis.url(), DEVICES);
        shell.run("""
                import os
                from bliss.data.node import *
                from bliss.data.scan import watch_session_scans
                session = get_session_node("test_session")
                assert not session.exists("test_session") and get_node("test_session") is None
                ascan(roby, 0, 9, 10, 0, diode)
                ct(0, diode)
                scan = get_last_saved_scan(session)
                nodes = {node.fullname: node for node in scan.walk(wait=False)}
                """);
    }

    @AfterAll
    static void close() {
        shell.close();
        redis.close();
    }

    @BeforeEach
    void nothingIsPrinted() {
        shell.printed();
    }

    @Test
    void channelsAreReadByIndexSliceAndAsArrays() {
        shell.run("""
                axis = nodes["axis:roby"]
                assert axis.short_name == axis.name == "roby" and axis.fullname == "axis:roby"
                assert (axis.alias, axis.has_alias, axis.alias_or_name, axis.alias_or_fullname) == (None, False, "roby", "axis:roby")
                assert axis[0] == 0.0 and axis[-1] == 9.0 and axis[-10] == 0.0
                assert axis[2:5].tolist() == [2.0, 3.0, 4.0] and axis[-2:].tolist() == [8.0, 9.0]
                assert axis[::3].tolist() == [0.0, 3.0, 6.0, 9.0] and axis[::-4].tolist() == [9.0, 5.0, 1.0]
                assert axis[:2:-3].tolist() == [9.0, 6.0, 3.0] and axis[5:5].tolist() == [] and axis[7:3].tolist() == []
                assert axis[100:].tolist() == [] and axis[:].tolist() == axis.get(0, -1).tolist()
                assert axis.get_as_array(0, 3).tolist() == [0.0, 1.0, 2.0] and axis.get_as_array(4).tolist() == [4.0]
                assert axis.get_as_array(-1).tolist() == [9.0] and axis.get_as_array(10).tolist() == []
                assert axis.get_as_array(0, -1).shape == (10,) and len(axis) == 10
                assert is_zerod(axis) and not is_zerod(scan)
                """);
        assertThat(shell.failure("axis[10]")).startsWith("IndexError: index 10 of test_session:");
        assertThat(shell.failure("axis[-11]")).startsWith("IndexError: index -11 of ");
    }

    @Test
    void nodesSayWhatTheyAre() {
        shell.run("""
                assert [node.name for node in sessions_list()] == ["test_session"]
                assert scan.name == "1_ascan" and get_last_scan_filename(session) == scan.info["filename"] == SCANS[0].filename
                assert get_last_saved_scan(nodes["axis"]) is None
                assert scan.info.get_all()["npoints"] == 10 and scan.info.get("nothing") is None
                assert scan.exists("axis", scan) and not scan.exists("roby", scan) and scan.exists(scan.db_name)
                assert scan.parent.children(0, 1) == [scan] and len(scan.parent.children()) > 1
                assert scan.parent.children(1)[-1] == scan.parent.last_child
                assert not scan.new_node and scan.default_time_to_live == 86400
                scan.set_ttl()
                set_ttl(session.db_name)
                set_ttl("test_session:no:such")
                """);
        assertThat(shell.failure("DataNodeIterator(None).walk()"))
                .startsWith("ValueError: there is no node to start from");
        assertThat(shell.failure("next(DataNodeIterator(None).wait_for_event())"))
                .startsWith("ValueError");
    }

    @Test
    void whatComesAfterJumpaheadIsGivenAndAByteInAPipeIsAnExternalEvent() {
        shell.run("""
                out, into = os.pipe()
                iterator = DataNodeIterator(session, wakeup_fd=out)
                iterator.jumpahead()
                ct(0, diode)
                events = iterator.wait_for_event(filter=("scan", "channel"))
                seen = []
                while not seen or seen[-1][0] != event.END_SCAN: seen.append(next(events))
                os.write(into, b"!")
                seen.append(next(events))
                events.close()
                os.close(out); os.close(into)
                """);
        assertThat(
                        shell.run(
                                "[(str(kind), node and node.type) for kind, node in seen if kind != event.NEW_DATA_IN_CHANNEL]"))
                .isEqualTo(
                        "[('event.NEW_NODE', 'scan'), ('event.NEW_NODE', 'channel'), ('event.NEW_NODE', 'channel'), "
                                + "('event.PREPARED_SCAN', 'scan'), ('event.END_SCAN', 'scan'), ('event.EXTERNAL_EVENT', None)]");
    }

    @Test
    void whatPubsubHasNotedIsGivenWithTheFilterOfTheWait() {
        shell.run("""
                iterator = session.iterator
                pubsub = iterator.children_event_register()
                ct(0, diode)
                events = iterator.wait_for_event(pubsub, filter=lambda node: node.type == "scan")
                kinds = [str(next(events)[0]) for i in range(3)]
                pubsub.close()
                """);
        assertThat(shell.run("kinds, list(events)"))
                .isEqualTo("(['event.NEW_NODE', 'event.PREPARED_SCAN', 'event.END_SCAN'], [])");
    }

    @Test
    void aConnectedCallbackIsCalledForItsSignal() {
        shell.run("""
                calls, ended = [], gevent.event.Event()
                def note(kind, node):
                    calls.append((str(kind), node.name.split("_")[1]))
                    if kind == event.END_SCAN: ended.set()

                listening = [session.connect(signal, note) for signal in ("PREPARED_SCAN", event.END_SCAN)]
                ct(0, diode)
                assert ended.wait(60)
                while len(calls) < 2: gevent.sleep(0.01)
                gevent.killall(listening)
                """);
        assertThat(shell.run("sorted(calls)")).isEqualTo("[('event.END_SCAN', 'ct'), ('event.PREPARED_SCAN', 'ct')]");
        assertThat(shell.failure("session.connect('NO_SUCH', print)")).startsWith("KeyError: 'NO_SUCH'");
    }

    /** As on the page of the original, with the callbacks of A6.16: whatever one raises, the others are called. */
    @Test
    void f2TestSimpleContinuousScanWithSessionWatcher() {
        shell.run("""
                calls, points, ready, over = [], {}, gevent.event.Event(), gevent.event.Event()
                def new(info):
                    calls.append(("new", info["type"], info["acquisition_chain"]["axis"]["master"]["scalars"]))
                    raise ValueError("as expected")

                def child(info, node): calls.append(("child", node.name))
                def got(kind, master, data):
                    assert (kind, master, data["scan_info"]["type"]) == ("0d", "axis", "ascan")
                    for name, (first, block) in data["new"].items():
                        assert first == len(points.get(name, ()))
                    points.update(data["data"])

                def end(info): calls.append(("end", info["state"])); over.set()
                out, into = os.pipe()
                watcher = gevent.spawn(watch_session_scans, "test_session", new, child, got, end, ready, out)
                assert ready.wait(60)
                ascan(roby, 0, 9, 10, 0, diode)
                assert over.wait(60)
                os.write(into, b"!")
                watcher.join(60)
                assert watcher.dead and watcher.exception is None
                """);
        assertThat(shell.run("calls"))
                .isEqualTo(
                        "[('new', 'ascan', ['axis:roby']), ('child', 'axis'), ('child', 'roby'), ('child', 'timer'), "
                                + "('child', 'elapsed_time'), ('child', 'diode'), ('child', 'diode'), ('end', 4)]");
        assertThat(shell.run("sorted((name, len(block)) for name, block in points.items())"))
                .isEqualTo("[('axis:roby', 10), ('diode:diode', 10), ('timer:elapsed_time', 10)]");
        assertThat(shell.run("points['axis:roby'].tolist()"))
                .isEqualTo("[0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0]");
        assertThat(shell.printed()).contains("ValueError: as expected");
    }
}
