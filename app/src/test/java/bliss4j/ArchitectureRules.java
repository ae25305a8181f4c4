package bliss4j;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * The rules on packages, each giving one line a violation. They take the package that all of ours stand in, so that they
 * can be tried on classes that break them.
 */
final class ArchitectureRules {
    private static final String DESCRIPTION = "package-info";

    private final String root;
    private final JavaClasses classes;

    private ArchitectureRules(String root, JavaClasses classes) {
        this.root = root;
        this.classes = classes;
    }

    /** Rules for what is below a package on the class path, without our tests. */
    static ArchitectureRules ofProduct(String root) {
        return new ArchitectureRules(
                root,
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages(root));
    }

    /** Rules for what is below a package, tests as well. */
    static ArchitectureRules ofEverything(String root) {
        return new ArchitectureRules(root, new ClassFileImporter().importPackages(root));
    }

    /** Packages that hold a class, by their name below the root. */
    Set<String> packages() {
        Set<String> found = new TreeSet<>();
        ours().filter(type -> !type.getSimpleName().equals(DESCRIPTION)).forEach(type -> found.add(noun(type)));
        return found;
    }

    /** Imports against the arrows. */
    List<String> wrongArrows(Arrows arrows) {
        return dependencies(dependency -> {
            JavaClass target = dependency.getTargetClass().getBaseComponentType();
            boolean wrong = isOurs(target) && !arrows.allow(noun(dependency.getOriginClass()), noun(target));
            return wrong ? noun(dependency.getOriginClass()) + " may not import " + noun(target) : "";
        });
    }

    /** Libraries used outside of the packages that own them. */
    List<String> strayLibraries(Libraries libraries) {
        return dependencies(dependency -> {
            JavaClass target = dependency.getTargetClass().getBaseComponentType();
            return isOurs(target) || target.isPrimitive()
                    ? ""
                    : libraries
                            .refusal(noun(dependency.getOriginClass()), target.getPackageName())
                            .orElse("");
        });
    }

    List<String> cycles() {
        return SlicesRuleDefinition.slices()
                .matching(root + ".(*)..")
                .should()
                .beFreeOfCycles()
                .evaluate(classes)
                .getFailureReport()
                .getDetails();
    }

    /** Packages that nobody has placed among the arrows. */
    List<String> unknownPackages(Arrows arrows) {
        return packages().stream()
                .filter(name -> !arrows.packages().contains(name))
                .map(name -> "package " + root + "." + name + " is not in the design")
                .toList();
    }

    /** Packages that do not say what they are, or do not refuse null. */
    List<String> undescribedPackages() {
        Set<String> described = new TreeSet<>();
        ours().filter(type ->
                        type.getSimpleName().equals(DESCRIPTION) && type.isAnnotatedWith(NullMarked.class.getName()))
                .forEach(type -> described.add(noun(type)));
        return packages().stream()
                .filter(name -> !described.contains(name))
                .map(name -> "package " + root + "." + name + " has no package-info with @NullMarked")
                .toList();
    }

    /** Packages of more source files than may be, the description not counted. */
    List<String> crowdedPackages(int most, Map<String, Integer> exceptions) {
        Map<String, Set<String>> files = new TreeMap<>();
        ours().filter(type -> !type.getSimpleName().equals(DESCRIPTION))
                .forEach(type -> type.getSource()
                        .flatMap(source -> source.getFileName())
                        .ifPresent(file -> files.computeIfAbsent(noun(type), key -> new TreeSet<>())
                                .add(file)));
        return files.entrySet().stream()
                .filter(entry -> entry.getValue().size() > exceptions.getOrDefault(entry.getKey(), most))
                .map(entry -> "package " + root + "." + entry.getKey() + " has "
                        + entry.getValue().size() + " files, at most "
                        + exceptions.getOrDefault(entry.getKey(), most) + " may be")
                .toList();
    }

    private List<String> dependencies(Function<Dependency, String> complaint) {
        return ours().flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> !complaint.apply(dependency).isEmpty())
                .map(dependency -> complaint.apply(dependency) + ": " + dependency.getDescription())
                .distinct()
                .sorted()
                .toList();
    }

    private Stream<JavaClass> ours() {
        return classes.stream();
    }

    private boolean isOurs(JavaClass type) {
        return (type.getPackageName() + ".").startsWith(root + ".");
    }

    /** Its package below the root; empty for the root itself. */
    private String noun(JavaClass type) {
        String name = type.getPackageName();
        return name.length() > root.length() ? name.substring(root.length() + 1) : "";
    }
}
