package bliss4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The arrows of the design and of ADR 0002 hold in the classes of every module. */
final class ArchitectureTest {
    /** As the design has it. */
    private static final String DESIGN = """
            app → command, shell, beacon, web, sim, imageserver, client
            command, shell → session, scan, saving, config, client, data      web → client, data
            session → config, scan → saving, step → chain → device → block → array      session, scan, saving → data      scan → publish
            publish → data → image → block      client → redis, nexus, frames, memory → publish      nexus, frames, imageserver → hdf5 → array
            sim → device, imageserver
            """;

    /** Added by docs/adr/0002. */
    private static final String WIRING = """
            command → localredis
            app → config, device
            testing → localredis
            """;

    /** Added by docs/adr/0005: pickles are a package of their own. */
    private static final String PICKLES = """
            redis → pickle → block
            """;

    /** Added by docs/adr/0006: a command opens it. */
    private static final String BEACON = """
            command → beacon
            """;

    /** Added by docs/adr/0009: how a file reaches the disk knows nothing of HDF5's library. */
    private static final String DISK = """
            hdf5 → disk
            """;

    /** Added by docs/adr/0013: interpreter, session and terminal. */
    private static final String PROMPT = """
            app → console → shell → python → scan, saving, data
            """;

    /** Added by docs/adr/0014: points of cameras are references; what is behind a sensor is the same for all. */
    private static final String IMAGES = """
            device → image
            imageserver → device
            command → imageserver
            """;

    /** Added by docs/adr/0015: sets of parameters know nothing of paths. */
    private static final String PARAMETERS = """
            python, shell, session, scan, saving → parameters → device, data
            """;

    /** Added by docs/adr/0016: what packs chunks, and EDF, are packages of their own; who saves images knows how. */
    private static final String SAVED_IMAGES = """
            hdf5 → packing → array
            frames, imageserver → edf → block
            imageserver → image
            """;

    /** Added by docs/adr/0018: what people see of a scan. */
    private static final String DISPLAY = """
            console, shell → display → scan, data
            """;

    /** Added by docs/adr/0019: the folder of a data file is another matter than what is in it. */
    private static final String FOLDER = """
            nexus, client, command → folder → hdf5, block
            """;

    /** Packages of the design that a later issue brings; whoever writes the first class of one takes it out of here. */
    private static final Set<String> TO_COME = Set.of("web");

    private static final int MOST_FILES = 20;

    /** Those that were larger when the rule came (docs/adr/0002): they may shrink. */
    private static final Map<String, Integer> LARGER =
            Map.of("redis", 39, "hdf5", 30, "nexus", 26, "publish", 24, "command", 25);

    private static final Arrows ARROWS = Arrows.parse(
            DESIGN + WIRING + PICKLES + BEACON + DISK + PROMPT + IMAGES + PARAMETERS + SAVED_IMAGES + DISPLAY + FOLDER);
    private static final ArchitectureRules PRODUCT = ArchitectureRules.ofProduct("bliss4j");

    @Test
    void importsFollowTheArrows() {
        assertThat(PRODUCT.wrongArrows(ARROWS)).isEmpty();
    }

    @Test
    void noPackagesImportEachOtherInACircle() {
        assertThat(PRODUCT.cycles()).isEmpty();
    }

    @Test
    void everyLibraryHasItsOwner() {
        assertThat(PRODUCT.strayLibraries(Libraries.ofDesign())).isEmpty();
    }

    @Test
    void everyPackageIsInTheDesign() {
        assertThat(PRODUCT.unknownPackages(ARROWS)).isEmpty();
    }

    @Test
    void everyPackageOfTheDesignIsFoundWithItsClasses() {
        Set<String> expected = new TreeSet<>(ARROWS.packages());
        expected.removeAll(TO_COME);

        assertThat(PRODUCT.packages()).isEqualTo(expected);
    }

    @Test
    void everyPackageSaysWhatItIsAndRefusesNull() {
        assertThat(PRODUCT.undescribedPackages()).isEmpty();
    }

    @Test
    void noPackageIsCrowded() {
        assertThat(PRODUCT.crowdedPackages(MOST_FILES, LARGER)).isEmpty();
    }

    @Test
    void theDesignsPackagesImportEachOtherInNoCircle() {
        assertThat(ARROWS.packages())
                .noneMatch(name -> ARROWS.reach().getOrDefault(name, Set.of()).contains(name));
    }
}
