package bliss4j.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bliss4j.data.ScanState;
import bliss4j.python.Outcome;
import bliss4j.testing.LeakCheck;
import bliss4j.testing.Oracles;
import bliss4j.testing.PrivateRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is typed at the prompt, without a terminal. One Python for all tests: it takes seconds to start. */
@ExtendWith(LeakCheck.class)
class ShellIT {
    private static final String DEVICES = """
            - {class: SimAxis, name: roby, velocity: 2500, acceleration: 1000}
            - {class: SimAxis, name: robz, unit: mm, velocity: 1000, acceleration: 1000, low_limit: -1000}
            - {class: SimDiode, name: diode}
            - {class: SimDiode, name: diode2, value: 4}
            """;

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static PrivateRedis redis;
    private static TestShell shell;

    @BeforeAll
    static void open() {
        redis = PrivateRedis.start();
        shell = new TestShell(folder, redis.url(), DEVICES);
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

    /** Interrupts once {@code when} holds; to be joined after the input has ended. */
    private static CompletableFuture<Void> interruptWhen(BooleanSupplier when) {
        return CompletableFuture.runAsync(() -> {
            await().atMost(LIMIT).until(when::getAsBoolean);
            shell.python().interrupt();
        });
    }

    private static boolean hasPrinted(String line) {
        return shell.printedSoFar().contains(line);
    }

    @Test
    void theSessionsNamesAreThere() {
        assertThat(shell.run("SCANS")).startsWith("deque([");
        assertThat(shell.run("roby.name, robz.unit, diode.fullname")).isEqualTo("('roby', 'mm', 'diode:diode')");
        assertThat(shell.run("config.get('robz') == robz, config.names_list"))
                .isEqualTo("(True, ['roby', 'robz', 'diode', 'diode2'])");
        assertThat(shell.run("from_setup")).isEqualTo("'roby'");
        shell.run("load_script('align')");
        assertThat(shell.run("align()")).matches("Scan\\(number=\\d+, name=ct, path=<no saving>\\)");
        assertThat(shell.failure("load_script('nope')")).contains("nope.py");
        assertThat(shell.run("""
                        from bliss.setup_globals import *
                        from bliss.common.standard import *
                        from bliss.common.scans import *
                        from bliss.scanning.chain import *
                        from bliss.data.node import get_node
                        """)).isEmpty();
    }

    @Test
    void axesMoveAndSayWhereTheyAre() {
        shell.run("mv(roby, 3, robz, 0.5)\nmvr(roby, -1)");
        assertThat(shell.run("roby.position, robz.position")).isEqualTo("(2.0, 0.5)");
        assertThat(shell.run("robz")).isEqualTo("Axis(name=robz, position=0.5, unit=mm, limits=[-1000.0, inf])");
        assertThat(shell.failure("robz.move(-1001)")).startsWith("RuntimeError: robz cannot be sent to -1001.0");
        assertThat(shell.failure("mv(diode, 3)"))
                .isEqualTo("TypeError: motor is Counter(fullname=diode:diode, unit=None), expected an axis");
        shell.run("wa()");
        assertThat(shell.printed()).containsExactly("roby 2.0", "robz 0.5 mm");
    }

    @Test
    void errorsShowTheUsersLinesAndNoneOfOurs() {
        Outcome outcome = shell.python().execute("def f():\n    SCAN_SAVING.nope\n\nf()", "<TEST [1]>");

        assertThat(outcome).isEqualTo(new Outcome.Failed("""
                Traceback (most recent call last):
                  File "<TEST [1]>", line 4, in <module>
                    f()
                  File "<TEST [1]>", line 2, in f
                    SCAN_SAVING.nope
                AttributeError: ScanSaving has no attribute 'nope'; add('nope', value) makes one
                """));
    }

    @Test
    void ctrlCStopsALoopThatCallsNothing() {
        CompletableFuture<Void> interrupt = interruptWhen(() -> hasPrinted("loops"));
        assertThat(shell.failure("print('loops')\nwhile True: pass")).isEqualTo("KeyboardInterrupt");
        interrupt.join();
        assertThat(shell.run("1 + 1")).isEqualTo("2");
    }

    @Test
    void ctrlCStopsTheScanCleanlyAndNotWhatWasSpawned() {
        shell.run("""
                def forever():
                    global turns
                    turns = 0
                    while True: turns += 1

                g = gevent.spawn(forever)
                """);
        CompletableFuture<Void> interrupt = interruptWhen(
                () -> shell.session().scans().running().stream().anyMatch(scan -> scan.state() == ScanState.STARTING));
        assertThat(shell.failure("loopscan(100000, 0.01, diode)")).isEqualTo("KeyboardInterrupt");
        interrupt.join();

        assertThat(shell.run("SCANS[-1].state, SCANS[-1].node.info['state']")).isEqualTo("('ABORTED', 5)");
        assertThat(shell.run("g.dead")).isEqualTo("False");
        shell.run("before = turns\nwhile turns == before: gevent.sleep(0.01)\ng.kill()");
        assertThat(shell.run("g.dead, g.value, g.exception")).isEqualTo("(True, None, None)");
    }

    @Test
    void ctrlCMayBeCaught() {
        CompletableFuture<Void> interrupt = interruptWhen(() -> hasPrinted("waits"));
        shell.run("""
                try:
                    print("waits")
                    gevent.sleep(1000)
                except KeyboardInterrupt:
                    print("caught")
                """);
        interrupt.join();
        assertThat(shell.printed()).containsExactly("waits", "caught");
    }

    @Test
    void aFollowerThatWaitsIsStopped() {
        CompletableFuture<Void> interrupt = interruptWhen(() -> hasPrinted("test_session"));
        assertThat(shell.failure("for node in get_node('test_session').walk('container'): print(node.name)"))
                .isEqualTo("KeyboardInterrupt");
        interrupt.join();
        shell.run("""
                seen = []
                ready = gevent.event.Event()
                def follow():
                    for node in get_node("test_session").walk("scan", ready_event=ready): seen.append(node.name)

                g = gevent.spawn(follow)
                ready.wait()
                g.kill()
                """);
        assertThat(shell.run("g.dead")).isEqualTo("True");
    }

    @Test
    void whatWasSpawnedGivesItsValueOrItsException() {
        shell.run("g = gevent.spawn(lambda a, b=1: a + b, 1, b=2)");
        assertThat(shell.run("gevent.joinall([g])\ng.get(), g.ready(), bool(g)"))
                .isEqualTo("(3, True, False)");
        shell.run("def broken():\n    1/0\n\ng = gevent.spawn(broken)\ng.join()");
        assertThat(shell.failure("g.get()")).isEqualTo("ZeroDivisionError: division by zero");
        assertThat(shell.run("g.exception")).isEqualTo("ZeroDivisionError('division by zero')");
        assertThat(shell.printed()).contains("    1/0", "ZeroDivisionError: division by zero");
    }

    @Test
    void exitLeavesNoScanBehind() {
        assertThat(shell.python().execute("ct(0, diode)\nimport sys\nsys.exit(5)", "<test>"))
                .isEqualTo(new Outcome.Exit(5, ""));
        assertThat(shell.python().execute("exit('bye')", "<test>")).isEqualTo(new Outcome.Exit(1, "bye"));
        assertThat(shell.session().scans().running()).isEmpty();
    }

    @Test
    void anExceptionInAFilterReachesWhoWalks() {
        assertThat(shell.failure("list(get_node('test_session').walk(lambda node: node.nope, wait=False))"))
                .startsWith("AttributeError: 'DataNodeContainer' object has no attribute 'nope'");
    }

    @Test
    void namesAreCompletedWithTheirSignatures() {
        assertThat(shell.python().completions("x = SCAN_SAV")).containsExactly(new Completion("SCAN_SAVING", ""));
        assertThat(shell.python().completions("SCAN_SAVING.templ"))
                .containsExactly(new Completion("SCAN_SAVING.template", ""));
        assertThat(shell.python().completions("asc"))
                .extracting(Completion::word, completion -> completion.note().startsWith("(motor, start, stop"))
                .contains(org.assertj.core.groups.Tuple.tuple("ascan", true));
        assertThat(shell.python().completions("roby.rm")).containsExactly(new Completion("roby.rmove", "(distance)"));
        assertThat(shell.python().signature("mv(")).contains("mv(*motors_and_positions)");
        assertThat(shell.python().signature("1 + (")).isEmpty();
        assertThat(shell.python().completions("nothing.of")).isEmpty();
    }

    @Test
    void aBlockEndsAtAnEmptyLine() {
        assertThat(List.of(
                        "for i in x:", "for i in x:\n    a", "f(1,", "'''abc", "if a:\n    b\nelse:", "@f", "a + \\"))
                .allMatch(shell.python()::unfinished);
        assertThat(List.of("a", "for i in x:\n    a\n", "f(1,\n2)", "a b", "def f():\n    pass\n\nf()", "'abc"))
                .noneMatch(shell.python()::unfinished);
    }

    @Test
    void everythingHasHelp() {
        shell.run("from bliss.data.node import DataNodeContainer\n"
                + "for each in ascan, SCAN_SAVING, roby, DataNodeContainer, gevent.spawn: help(each)");
        assertThat(String.join("\n", shell.printed()))
                .contains("Moves a motor from start to stop in npoints even steps")
                .contains("Makes a new parameter, which templates may then name.")
                .contains("A motor; positions are in its unit.")
                .contains("The nodes right below, in the order in which they were made.")
                .contains("Calls function(*args, **kwargs) in the background.");
    }

    @Test
    void everyNameOfTheSessionIsDescribed() {
        shell.run("""
                import inspect
                from bliss import setup_globals
                undescribed = []
                names = {n: v for n, v in vars(setup_globals).items() if not n.startswith("_")}
                names.update(gevent.__dict__["Greenlet"].__dict__, node=get_node("test_session"))
                for name, value in names.items():
                    if inspect.isfunction(value) or inspect.isclass(value) or isinstance(value, property):
                        kind = value
                    else:
                        kind = type(value)
                    if not name.startswith("_") and not inspect.getdoc(kind):
                        undescribed.append(name)
                    if inspect.isclass(kind) and kind.__module__.startswith("bliss"):
                        for each in kind.__mro__[:-1]:
                            undescribed += [f"{name}.{n}" for n, member in vars(each).items()
                                            if not n.startswith("_") and callable(member) and not inspect.getdoc(member)]
                """);
        assertThat(shell.run("undescribed")).isEqualTo("[]");
        assertThat(shell.run("{'roby', 'SCANS', 'SCAN_SAVING', 'SCAN_DISPLAY', 'config', 'ascan', 'ct', 'test_session'}"
                        + " - names.keys()"))
                .isEqualTo("set()");
    }

    @Test
    void typingANameShowsSomethingUseful() {
        assertThat(shell.run("diode")).isEqualTo("Counter(fullname=diode:diode, unit=None)");
        assertThat(shell.run("config")).isEqualTo("Config(roby, robz, diode, diode2)");
        assertThat(shell.run("SCAN_SAVING")).startsWith("Parameters (default)").contains(".template");
        shell.run("loopscan(1, 0, diode, save=False)");
        assertThat(shell.run("SCANS[-1]")).matches("Scan\\(number=\\d+, name=loopscan, path=<no saving>\\)");
        assertThat(shell.run("test_session").lines())
                .first(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .isEqualTo("Session test_session");
        assertThat(shell.run("test_session"))
                .contains("devices: diode, diode2, roby, robz")
                .contains("saves to: " + folder.resolve("data/test_session"))
                .contains("last scan: Scan(number=");
        assertThat(shell.run("get_node('test_session')"))
                .matches("<bliss\\.data\\.node\\.DataNodeContainer object at 0x[0-9a-f]+>"); // as the page has it
    }

    @Test
    void scanDisplayKnowsWhichCountersToShow() {
        assertThat(shell.run("SCAN_DISPLAY")).isEqualTo("ScanDisplay(auto=True, counters=all)");
        shell.run("SCAN_DISPLAY.counters = [diode]\nSCAN_DISPLAY.auto = False");
        assertThat(shell.run("SCAN_DISPLAY")).isEqualTo("ScanDisplay(auto=False, counters=diode:diode)");
        assertThat(shell.failure("SCAN_DISPLAY.counters = [roby]"))
                .startsWith("TypeError: a counter is Axis(name=roby");
        assertThat(shell.failure("SCAN_DISPLAY.nope = 1")).startsWith("AttributeError");
        shell.run("SCAN_DISPLAY.counters = ()\nSCAN_DISPLAY.auto = True");
        assertThat(shell.run("SCAN_DISPLAY.counters")).isEqualTo("()");
    }

    @Test
    void asALibraryScansAreSilent() {
        shell.run("ct(0, diode)\nloopscan(2, 0, diode)");
        assertThat(shell.printed()).isEmpty();
    }

    @Test
    void javaIsOutOfReach() {
        assertThat(shell.failure("import java\njava.type('java.io.File')")).contains("Error");
        assertThat(shell.failure("__import__('polyglot').eval(language='python', string='1')"))
                .contains("Error");
        assertThat(shell.failure("roby._handle.object()")).startsWith("AttributeError");
        assertThat(shell.failure("roby._handle.getClass()")).startsWith("AttributeError");
    }

    @Test
    void arraysBehaveAsNumpys() {
        shell.run("""
                from bliss.data.array import ndarray
                ascan(robz, 0, 5, 6, 0, diode, diode2)
                data = SCANS[-1].get_data()
                a, t = data["robz"], data["elapsed_time"]
                assert isinstance(a, ndarray) and len(a) == 6 and a.shape == (6,) and a.dtype == "float64"
                assert a[0] == 0.0 and a[-1] == 5.0 and a[1:3].tolist() == [1.0, 2.0] and a[::-2].tolist() == [5.0, 3.0, 1.0]
                assert [x for x in a] == a.tolist() == [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]
                assert (a.min(), a.max(), a.mean(), a.sum()) == (0.0, 5.0, 2.5, 15.0)
                assert (a > 2).tolist() == [False, False, False, True, True, True] and a[a > 2].tolist() == [3.0, 4.0, 5.0]
                assert (2 * a + a / 2 - 1).tolist() == [-1.0, 1.5, 4.0, 6.5, 9.0, 11.5] and (2 ** a)[3] == 8.0
                assert (a == a).min() and not (a != a).max() and 3.0 in a and 3.5 not in a
                assert a[[0, 2]].tolist() == [0.0, 2.0] and (-a)[5] == -5.0 and abs(-a).max() == 5.0
                m = a.reshape(2, 3)
                assert m.shape == (2, 3) and m[1, 2] == 5.0 and m[:, 1].tolist() == [1.0, 4.0] and m[1].tolist() == [3.0, 4.0, 5.0]
                i = a.astype("int32")
                assert i.dtype == "int32" and (i + 1).dtype == "int32" and (i / 2).dtype == "float64" and (i // 2).tolist()[5] == 2
                assert i.sum() == 15 and isinstance(i.sum(), int) and (i % 2 == 1).sum() == 3
                """);
        assertThat(shell.run("a, m")).isEqualTo("""
                (array([0., 1., 2., 3., 4., 5.]), array([[0., 1., 2.],
                       [3., 4., 5.]]))""");
        assertThat(shell.failure("a[6]")).isEqualTo("IndexError: index 6 is out of range: the length is 6");
        assertThat(shell.failure("a + a[:2]"))
                .isEqualTo("ValueError: operands could not be broadcast together with shapes (6,) (2,)");
        assertThat(shell.failure("bool(a)")).startsWith("ValueError");
        assertThat(shell.failure("a + 'x'")).startsWith("TypeError");
        assertThat(shell.failure("a[0, 0]")).startsWith("IndexError: too many indices");
    }

    @Test
    void numpyTakesOurArrays() {
        shell.run("loopscan(3, 0, diode2)\narray = SCANS[-1].get_data()['diode2'].astype('int16').reshape(3, 1)");
        String facts = shell.run("(lambda i: '|'.join([repr(i['shape']), i['typestr'], i['data'].hex()]))"
                + "(array.__array_interface__)");
        String numpy = Oracles.python(List.of("numpy"), """
                import sys, numpy
                shape, typestr, data = sys.argv[1].strip("'").split("|")
                class Ours:
                    __array_interface__ = {"version": 3, "shape": eval(shape), "typestr": typestr, "data": bytes.fromhex(data)}
                print(repr(numpy.asarray(Ours())))
                """, facts);

        assertThat(numpy.strip()).isEqualTo("array([[4],\n       [4],\n       [4]], dtype=int16)");
        assertThat(shell.run("array")).isEqualTo(numpy.strip());
    }
}
