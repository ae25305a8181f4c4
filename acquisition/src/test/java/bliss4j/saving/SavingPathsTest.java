package bliss4j.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.block.Value;
import bliss4j.data.NodeIdentity;
import bliss4j.parameters.ParameterException;
import bliss4j.parameters.ParameterException.Kind;
import bliss4j.parameters.Wardrobe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SavingPathsTest {
    private final ScanSaving saving = ScanSaving.of(
            "test_session",
            Wardrobe.unshared(() -> SavingValues.minute(new FixedSurroundings())),
            new FixedSurroundings());

    private SavingPaths with(String template) {
        saving.set("template", template);
        return saving.snapshot();
    }

    /** A2.9 with the trailing slash as the original had it; A3.2 to A3.5 and ruling X1. */
    @ParameterizedTest
    @CsvSource({
        "'{session}/',/tmp/scans/test_session/,test_session:tmp:scans,0",
        "'{session}',/tmp/scans/test_session,test_session:tmp:scans,0",
        "'',/tmp/scans/,test_session:tmp:scans,0",
        "'.',/tmp/scans,test_session:tmp:scans,0",
        "'{session}/toto',/tmp/scans/test_session/toto,test_session:tmp:scans:toto,1",
        "'toto',/tmp/scans/toto,test_session:tmp:scans:toto,1",
        "'toto/{session}',/tmp/scans/toto/test_session,test_session:tmp:scans:toto:test_session,2",
        "'{session}/{session}',/tmp/scans/test_session/test_session,test_session:tmp:scans:test_session,1",
        "'{date}/test',/tmp/scans/20190403/test,test_session:tmp:scans:20190403:test,2",
        "'a//b/./c/',/tmp/scans/a/b/c/,test_session:tmp:scans:a:b:c,3",
        "'a/../b',/tmp/scans/b,test_session:tmp:scans:b,1",
        "'a/../{session}/b',/tmp/scans/test_session/b,test_session:tmp:scans:b,1",
        "'two words/é漢😀',/tmp/scans/two words/é漢😀,test_session:tmp:scans:two words:é漢😀,2",
        "'{{x}}',/tmp/scans/{x},test_session:tmp:scans:{x},1"
    })
    void theTemplateGivesDirectoryAndNodes(String template, String root, String dbName, int containers) {
        SavingPaths paths = with(template);
        assertThat(paths.rootPath()).isEqualTo(root);
        assertThat(paths.dataPath()).isEqualTo(root + (root.endsWith("/") ? "" : "/") + "data");
        assertThat(paths.counter()).isEqualTo(dbName);
        assertThat(paths.directory().containers()).hasSize(containers + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "/,/test_session/,test_session",
        "//a/./b/../c/,/a/c/test_session/,test_session:a:c",
        "/data/{user_name},/data/seb/test_session/,test_session:data:seb",
        "/{{x}},/{x}/test_session/,test_session:{x}"
    })
    void theBasePathIsWorkedOut(String base, String root, String dbName) {
        saving.set("base_path", base);
        assertThat(saving.snapshot().rootPath()).isEqualTo(root);
        assertThat(saving.snapshot().counter()).isEqualTo(dbName);
    }

    @Test
    void anEmptyParameterInFrontDoesNotLeaveTheBasePath() {
        saving.add("s_name", "");
        assertThat(with("{s_name}/{session}").rootPath()).isEqualTo("/tmp/scans/test_session");
    }

    @ParameterizedTest
    @CsvSource({
        "..,does not lead out",
        "a/../../b,does not lead out",
        "{session}/../..,does not lead out",
        "{odd}/x,no ':'",
        "{nul}/x,code 0",
        "{long}/x,one has 256",
        "{wide}/x,one has 300",
        "{lone}/x,UTF-8",
        "{creation_date},no ':'",
        "{img_acq_device}/x,is for image paths only",
        "{session:04d},does not fit text 'test_session'",
    })
    void refusesWhatCannotBeADirectory(String template, String message) {
        saving.add("odd", "a:b");
        saving.add("nul", "a\0b");
        saving.add("long", "x".repeat(256));
        saving.add("wide", "漢".repeat(100));
        saving.add("lone", "\ud800");
        assertThatThrownBy(() -> with(template))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining(message)
                .extracting(e -> ((ParameterException) e).kind())
                .isEqualTo(Kind.VALUE);
    }

    @Test
    void refusesBasePathsThatOnlyAScanKnows() {
        saving.set("base_path", "/data/{scan_number}");
        assertThatThrownBy(saving::snapshot).hasMessageContaining("which only a scan knows");
        saving.set("base_path", "/..");
        assertThatThrownBy(saving::snapshot).hasMessageContaining("does not lead out");
    }

    /** A2.22. */
    @ParameterizedTest
    @CsvSource({
        "data,/tmp/scans/test_session/data.h5",
        "data.h5,/tmp/scans/test_session/data.h5",
        "data.v2,/tmp/scans/test_session/data.v2.h5",
        ".h5,/tmp/scans/test_session/.h5.h5",
        "{session}_{date},/tmp/scans/test_session/test_session_20190403.h5",
        "sub/x,/tmp/scans/test_session/sub/x.h5"
    })
    void theDataFileEndsInH5(String name, String file) {
        saving.set("data_filename", name);
        assertThat(saving.snapshot().dataFile()).hasToString(file);
        assertThat(saving.snapshot().dataPath() + ".h5").isEqualTo(file);
    }

    @ParameterizedTest
    @CsvSource({"x/", "..", "../x", ".", "{empty}", "{img_acq_device}"})
    void refusesWhatIsNoFile(String name) {
        saving.add("empty", "");
        saving.set("data_filename", name);
        assertThatThrownBy(saving::snapshot).isInstanceOf(ParameterException.class);
    }

    /** A2.4, A2.19, A3.10. */
    @Test
    void whatTheScanKnowsIsPutInLater() {
        SavingPaths before = saving.snapshot();
        assertThat(before.imagesPath()).isEqualTo("/tmp/scans/test_session/scan{scan_number}/{img_acq_device}_");
        SavingPaths paths = before.forScan("ascan", 1);
        assertThat(paths.imagesPath()).isEqualTo("/tmp/scans/test_session/scan0001/{img_acq_device}_");
        ImageFiles files = paths.imageFiles("lima_simulator");
        assertThat(files.directory()).hasToString("/tmp/scans/test_session/scan0001");
        assertThat(files.prefix()).isEqualTo("lima_simulator_");
        assertThat(before.oneFileAScan()).isFalse();
    }

    /** A2.18. */
    @Test
    void imagesGoWhereTheirTemplatesSay() {
        saving.set("template", "test");
        saving.set("images_path_template", "{scan_name}_{scan_number}/toto");
        saving.set("images_prefix", "{img_acq_device}");
        saving.set("scan_number_format", "%1d");
        ImageFiles files = saving.snapshot().forScan("loopscan", 1).imageFiles("lima_simulator");
        assertThat(files.directory()).hasToString("/tmp/scans/test/loopscan_1/toto");
        assertThat(files.prefix()).isEqualTo("lima_simulator");
        saving.set("images_prefix", "{img_acq_device}/");
        assertThat(saving.snapshot().forScan("s", 2).imageFiles("cam"))
                .hasToString("ImageFiles[directory=/tmp/scans/test/s_2/toto/cam, prefix=]");
    }

    @Test
    void imagesMayGoElsewhere() {
        saving.set("images_path_relative", false);
        assertThatThrownBy(saving::snapshot).hasMessageContaining("images_path_relative is False");
        saving.set("images_path_template", "/buffer/{session}");
        assertThat(saving.snapshot().imageFiles("cam").directory()).hasToString("/buffer/test_session");
        saving.set("images_path_template", "/");
        assertThat(saving.snapshot().imageFiles("cam").directory()).hasToString("/");
        saving.set("images_path_relative", true);
        assertThatThrownBy(saving::snapshot).hasMessageContaining("images_path_relative is True");
        saving.set("images_path_template", "");
        assertThat(saving.snapshot().imageFiles("cam").directory()).hasToString("/tmp/scans/test_session");
        assertThatThrownBy(() -> saving.snapshot().imageFiles("a:b")).hasMessageContaining("no ':'");
    }

    /** G18: the original made a node that was literally called {scan_number}. */
    @Test
    void aDirectoryForEveryScan() {
        saving.set("data_filename", "{scan_name}_{scan_number:06d}");
        SavingPaths before = with("{session}/{scan_number}");
        SavingPaths paths = before.forScan("ascan", 12);
        assertThat(paths.dataFile()).hasToString("/tmp/scans/test_session/0012/ascan_000012.h5");
        assertThat(paths.directory().containers().stream().map(NodeIdentity::dbName))
                .containsExactly("test_session", "test_session:tmp:scans:0012");
        assertThat(before.counter()).isEqualTo("test_session:tmp:scans:{scan_number}");
        assertThat(before.oneFileAScan()).isTrue();
        assertThatThrownBy(() -> before.forScan("a:b", 1)).hasMessageContaining("no ':'");
    }

    @Test
    void numbersAndNoneStandAsPythonWritesThem() {
        saving.add("x", Value.of(1.0));
        saving.add("n", Value.nothing());
        saving.add("t", Value.of(true));
        assertThat(with("{x}_{n}_{t}_{x:05.2f}").rootPath()).endsWith("/1.0_None_True_01.00");
    }

    @Test
    void comparedByWhatItSays() {
        assertThat(saving.snapshot()).isEqualTo(saving.snapshot());
        assertThat(saving.snapshot()).isNotEqualTo(with("other"));
    }
}
