package bliss4j.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.block.Value;
import bliss4j.parameters.ParameterException;
import bliss4j.parameters.ParameterException.Kind;
import bliss4j.parameters.Wardrobe;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScanSavingTest {
    private static final String KEY = "parameters:scan_saving:test_session";

    private final MemorySettings settings = new MemorySettings();
    private final FixedSurroundings surroundings = new FixedSurroundings();
    private final ScanSaving saving = open();

    private ScanSaving open() {
        Wardrobe wardrobe = Wardrobe.kept(settings, KEY, () -> SavingValues.minute(surroundings));
        return ScanSaving.of("test_session", wardrobe, surroundings);
    }

    private static void assertRefused(Kind kind, String message, ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining(message)
                .extracting(e -> ((ParameterException) e).kind())
                .isEqualTo(kind);
    }

    /** A2.1, A2.2, A2.12. */
    @Test
    void printsAsTheOriginal() {
        saving.set("base_path", "/nowhere");
        saving.add("s_name", "");
        saving.add("_hidden_and_longer_than_all", Value.nothing());
        saving.add("a_first", Value.nothing());
        assertThat(saving).hasToString("""
                Parameters (default) -\s

                  .base_path            = '/nowhere'
                  .data_filename        = 'data'
                  .user_name            = 'seb'
                  .template             = '{session}/'
                  .images_path_relative = True
                  .images_path_template = 'scan{scan_number}'
                  .images_prefix        = '{img_acq_device}_'
                  .date_format          = '%Y%m%d'
                  .scan_number_format   = '%04d'
                  .s_name               = ''
                  .a_first              = None
                  .session              = 'test_session'
                  .date                 = '20190403'
                  .scan_name            = 'scan name'
                  .scan_number          = 'scan number'
                  .img_acq_device       = '<images_* only> acquisition device name'
                  .writer               = 'hdf5'
                  .creation_date        = '2019-04-03-09:05'
                  .last_accessed        = '2019-04-03-09:05'
                --------------  ---------  -----------------------------
                does not exist  filename   /nowhere/test_session/data.h5
                does not exist  directory  /nowhere/test_session
                --------------  ---------  -----------------------------""");
    }

    /** A2.23, the page's own commands. */
    @Test
    void followsThePage() {
        saving.set("base_path", "/mnt/c/tmp");
        saving.add("s_name", "");
        saving.set("template", "{session}/{s_name}/");
        saving.set("s_name", "sample1");
        SavingPaths first = saving.snapshot();
        saving.set("s_name", "sample2");
        assertThat(first.dataFile()).hasToString("/mnt/c/tmp/test_session/sample1/data.h5");
        assertThat(first.directory().parent().dbName()).isEqualTo("test_session:mnt:c:tmp:sample1");
        assertThat(saving.snapshot().dataFile()).hasToString("/mnt/c/tmp/test_session/sample2/data.h5");
        assertThat(open().get("s_name")).isEqualTo(Value.of("sample2"));
    }

    @Test
    void everyChangeIsKeptAtOnceAndOnlyWhatWasChanged() {
        saving.set("template", "x");
        assertThat(settings.load(KEY))
                .containsOnlyKeys("default:template", "default:_creation_date", "default:_last_accessed")
                .containsEntry("default:template", Value.of("x"));
    }

    @Test
    void whatAnotherProcessChangesIsSeen() {
        ScanSaving other = open();
        other.add("s_name", "sample1");
        other.set("template", "{s_name}");
        other.set("writer", "null");
        assertThat(saving.get("s_name")).isEqualTo(Value.of("sample1"));
        assertThat(saving.snapshot().rootPath()).isEqualTo("/tmp/scans/sample1");
        assertThat(saving.snapshot().writer()).isEqualTo(Writer.NULL);
        saving.remove(".s_name");
        assertThatThrownBy(other::snapshot).hasMessage("Missing 's_name' attribute in ScanSaving");
    }

    @Test
    void aSnapshotReadsOnce() {
        int before = settings.loads.get();
        saving.snapshot();
        assertThat(settings.loads).hasValue(before + 1);
    }

    /** G17. */
    @Test
    void userNameFollowsTheUserUntilItIsSet() {
        assertThat(saving.get("user_name")).isEqualTo(Value.of("seb"));
        surroundings.user = "toto";
        assertThat(saving.snapshot().userName()).isEqualTo("toto");
        saving.set("user_name", "opid01");
        surroundings.user = "seb";
        assertThat(saving.snapshot().userName()).isEqualTo("opid01");
        assertThat(ScanSaving.unnamed("s").get("user_name")).isEqualTo(Value.of(System.getProperty("user.name")));
    }

    @Test
    void datesFollowTheClock() {
        surroundings.now = LocalDateTime.of(2020, 12, 31, 23, 59);
        assertThat(saving.get("date")).isEqualTo(Value.of("20201231"));
        saving.set("date_format", "%d %b");
        assertThat(saving.get("date")).isEqualTo(Value.of("31 Dec"));
        assertThat(saving.get("creation_date")).isEqualTo(Value.of("2019-04-03-09:05"));
        assertThat(saving.get("last_accessed")).isEqualTo(Value.of("2020-12-31-23:59"));
    }

    @Test
    void parametersMayBeNumbersTextBooleansOrNone() {
        for (Value value : List.of(
                Value.of(3),
                Value.of(1.5),
                Value.of("é 漢 😀"),
                Value.of(true),
                Value.nothing(),
                Value.of(Double.NaN))) {
            saving.add("p", value);
            assertThat(open().get("p")).isEqualTo(value);
        }
        saving.set("p", 4);
        saving.set("p", 2.5);
        saving.set("p", false);
        assertThat(saving.get("p")).isEqualTo(Value.of(false));
        assertRefused(Kind.TYPE, "p is [1], expected a number", () -> saving.set("p", Value.list(Value.of(1))));
        assertRefused(Kind.TYPE, "q is b'x', expected", () -> saving.add("q", Value.of(new byte[] {'x'})));
    }

    /** A2.6. */
    @Test
    void addingAgainReplacesAndKeepsThePlace() {
        saving.add("b", "1");
        saving.add("a", "2");
        saving.add("b", "3");
        assertThat(saving.get("b")).isEqualTo(Value.of("3"));
        assertThat(saving.values().keySet().stream().toList().subList(9, 12)).containsExactly("b", "a", "session");
        saving.add("template", "t");
        assertThat(saving.snapshot().rootPath()).isEqualTo("/tmp/scans/t");
        assertThat(saving.values()).hasSize(9 + 2 + 8);
    }

    /** A2.5. */
    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "a b", "a-b", "a.b", "a:b", "class", "None", "a\u0000", "{a}", "é-"})
    void namesMustBeIdentifiers(String name) {
        assertRefused(Kind.TYPE, "expected a Python identifier", () -> saving.add(name, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"session", "date", "scan_number", "writer", "last_accessed", "get_path", "add", "_added"})
    void namesMustBeFree(String name) {
        assertRefused(Kind.NAME, "'" + name + "' is taken", () -> saving.add(name, ""));
    }

    @Test
    void oneIdentifierWrittenInTwoWaysIsOneName() {
        saving.add("ﬁle_é", "x");
        assertThat(saving.get("file_e\u0301")).isEqualTo(Value.of("x"));
    }

    @Test
    void whatDoesNotExistCannotBeUsed() {
        assertRefused(Kind.ATTRIBUTE, "ScanSaving has no attribute 'nope'", () -> saving.get("nope"));
        assertRefused(Kind.ATTRIBUTE, "ScanSaving has no attribute 'nope'", () -> saving.set("nope", 1));
        assertRefused(Kind.ATTRIBUTE, "'_added'", () -> saving.set("_added", 1));
        assertRefused(Kind.ATTRIBUTE, "can't set attribute 'session'", () -> saving.set("session", "x"));
        assertThat(settings.load(KEY)).containsOnlyKeys("default:_creation_date", "default:_last_accessed");
    }

    /** A2.15. */
    @Test
    void onlyAddedParametersCanBeRemoved() {
        saving.add("s_name", "");
        assertRefused(Kind.ATTRIBUTE, "base_path", () -> saving.remove(".base_path"));
        assertRefused(Kind.ATTRIBUTE, "session", () -> saving.remove(".session"));
        assertRefused(Kind.NAME, "nope", () -> saving.remove(".nope"));
        assertRefused(Kind.NAME, "called '.s_name'", () -> saving.remove("s_name"));
        saving.remove(".s_name");
        assertRefused(Kind.ATTRIBUTE, "s_name", () -> saving.get("s_name"));
    }

    /** A2.3. */
    @Test
    void theWriterMustExist() {
        saving.set("writer", "null");
        assertThat(saving.get("writer")).isEqualTo(Value.of("null"));
        assertThatThrownBy(() -> saving.set("writer", "foo"))
                .hasMessage("writer 'foo' does not exist; possible writers are 'hdf5', 'nexus', 'null'")
                .extracting(e -> ((ParameterException) e).kind())
                .isEqualTo(Kind.IMPORT);
        assertRefused(Kind.TYPE, "writer is 1", () -> saving.set("writer", 1));
    }

    @ParameterizedTest
    @CsvSource({
        "base_path,tmp/scans,expected an absolute path",
        "base_path,'',expected an absolute path",
        "base_path,/a:b,no ':'",
        "template,/x,without '/' in front",
        "template,{session,a '{' without '}'",
        "template,a:b,no ':'",
        "data_filename,'',the name of a file",
        "data_filename,/x,without '/'",
        "images_prefix,a:,no ':'",
        "images_path_template,},write '}}'",
        "date_format,%Q,is not followed",
        "scan_number_format,%s,expected one number"
    })
    void aValueThatNothingCouldMendIsRefusedAtOnce(String name, String value, String message) {
        Value before = saving.get(name);
        assertRefused(Kind.VALUE, message, () -> saving.set(name, value));
        assertThat(saving.get(name)).isEqualTo(before);
    }

    @Test
    void theUsualParametersHaveTheirTypes() {
        assertRefused(Kind.TYPE, "template is 3, expected text", () -> saving.set("template", 3));
        assertRefused(Kind.TYPE, "base_path is None", () -> saving.set("base_path", Value.nothing()));
        assertRefused(Kind.TYPE, "expected True or False", () -> saving.set("images_path_relative", "yes"));
        saving.set("images_path_relative", false);
        assertThat(saving.get("images_path_relative")).isEqualTo(Value.of(false));
    }

    @Test
    void foreignFieldsAreParametersToo() {
        settings.save(KEY, "default:z", Optional.of(Value.of(1)));
        settings.save(KEY, "default:y", Optional.of(Value.of(2)));
        settings.save(KEY, "default:date", Optional.of(Value.of("not this")));
        saving.add("x", "3");
        assertThat(saving.values().keySet().stream().toList().subList(9, 13)).containsExactly("y", "z", "x", "session");
        assertThat(saving.get("date")).isEqualTo(Value.of("20190403"));
        settings.save(KEY, "default:template", Optional.of(Value.of(7)));
        assertRefused(Kind.TYPE, "template is 7, expected text", saving::snapshot);
    }

    /** A2.17. */
    @Test
    void unnamedOnesShareNothing() {
        ScanSaving one = ScanSaving.unnamed("test_session");
        one.set("base_path", "/elsewhere");
        one.add("x", "1");
        one.remove(".x");
        assertThat(one.get("base_path")).isEqualTo(Value.of("/elsewhere"));
        assertThat(ScanSaving.unnamed("test_session").get("base_path")).isEqualTo(Value.of("/tmp/scans"));
        assertThat(saving.get("base_path")).isEqualTo(Value.of("/tmp/scans"));
    }

    @Test
    void sessionsAreApartAndTheirNamesChecked() {
        ScanSaving.open(settings, "other").set("template", "o");
        assertThat(saving.get("template")).isEqualTo(Value.of("{session}/"));
        assertThat(settings.load("parameters:scan_saving:other")).containsKey("default:template");
        assertRefused(Kind.VALUE, "':' or '/'", () -> ScanSaving.open(settings, "a:b"));
        assertRefused(Kind.VALUE, "empty", () -> ScanSaving.unnamed(""));
    }
}
