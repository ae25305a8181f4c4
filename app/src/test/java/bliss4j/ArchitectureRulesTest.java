package bliss4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every rule fails where it should: each is tried on classes that break it, planted beside this test. */
final class ArchitectureRulesTest {
    private static final Arrows ARROWS = Arrows.parse("""
            redis → publish → data, nexus      data → block
            nexus → hdf5
            """);

    private static ArchitectureRules planted(String what) {
        return ArchitectureRules.ofEverything("planted." + what);
    }

    @Test
    void arrowsLeadAsFarAsTheyGoAndNotBack() {
        assertThat(ARROWS.packages()).containsExactlyInAnyOrder("redis", "publish", "data", "nexus", "block", "hdf5");
        assertThat(ARROWS.reach().get("redis")).containsExactly("block", "data", "hdf5", "nexus", "publish");
        assertThat(ARROWS.allow("redis", "block")).isTrue();
        assertThat(ARROWS.allow("block", "redis")).isFalse();
        assertThat(ARROWS.allow("data", "nexus")).isFalse();
        assertThat(ARROWS.allow("block", "block")).isTrue();
    }

    @Test
    void anImportAgainstTheArrowsIsFound() {
        assertThat(planted("arrow").wrongArrows(ARROWS))
                .singleElement()
                .asString()
                .startsWith("block may not import redis: ")
                .contains("ReachesUp");
    }

    @Test
    void aCircleIsFound() {
        assertThat(planted("cycle").cycles()).isNotEmpty();
        assertThat(planted("arrow").cycles()).isEmpty();
    }

    @Test
    void aLibraryOutsideItsPackageIsFound() {
        assertThat(planted("library").strayLibraries(Libraries.ofDesign()))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith("redis.clients belongs to redis: "));
    }

    @Test
    void aLibraryThatNobodyOwnsIsFound() {
        Libraries none = new Libraries(Map.of("java.lang", Set.of("*")));

        assertThat(planted("library").strayLibraries(none))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith("a library that no package owns: "));
    }

    @Test
    void theClosestNameOfALibraryCounts() {
        assertThat(Libraries.ofDesign().refusal("data", "java.net")).isEmpty();
        assertThat(Libraries.ofDesign().refusal("data", "java.net.http")).isPresent();
        assertThat(Libraries.ofDesign().refusal("web", "java.net.http")).isEmpty();
        assertThat(Libraries.ofDesign().refusal("data", "javax.swing")).isPresent();
    }

    @Test
    void anUnknownPackageIsFound() {
        assertThat(planted("unknown").unknownPackages(ARROWS))
                .containsExactly("package planted.unknown.util is not in the design");
    }

    @Test
    void aPackageBelowAPackageIsUnknown() {
        assertThat(ArchitectureRules.ofEverything("planted").unknownPackages(ARROWS))
                .contains("package planted.arrow.block is not in the design");
    }

    @Test
    void aPackageThatDoesNotSayWhatItIsIsFound() {
        assertThat(planted("unknown").undescribedPackages())
                .containsExactly("package planted.unknown.util has no package-info with @NullMarked");
        assertThat(planted("library").undescribedPackages()).isEmpty();
    }

    @Test
    void aCrowdedPackageIsFound() {
        assertThat(planted("arrow").crowdedPackages(0, Map.of("redis", 1)))
                .containsExactly("package planted.arrow.block has 1 files, at most 0 may be");
    }
}
