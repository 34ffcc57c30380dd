package dev.autoresearch;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may import whom, and who may print and exit (see package-info of dev.autoresearch). */
class ArchitectureTest {
    private static final String ROOT = "dev.autoresearch";

    /** Each part of the house, by package or by class of the root package, and the parts that it may name. */
    private static final Map<String, Set<String>> MAY_IMPORT = new HashMap<>();

    static {
        floor("Problem", "");
        floor("json", "");
        floor("model", "");
        floor("process", "");
        floor("Change", "model");
        floor("stats", "model");
        floor("ideas", "model");
        floor("journal", "json model");
        floor("report", "process model");
        floor("git", "process model");
        floor("sweep", "process json model");
        floor("session", "sweep ideas journal git process stats json model");
        floor("measure", "session sweep journal git report process stats model Change");
        floor("review", "session journal git model");
        floor("agent", "measure session ideas journal git process json model Change");
        floor("view", "review session ideas journal sweep stats json model");
        floor("script", "session view git process stats model Change");
        floor("dashboard", "session view journal json model");
        floor(
                "AutoResearch",
                "agent review measure session view dashboard sweep ideas journal git report process stats model Change");
        floor("Dsl", String.join(" ", MAY_IMPORT.keySet()));
        floor("cli", String.join(" ", MAY_IMPORT.keySet()));
    }

    /** How many parts stand on each other, at most. */
    private static final int MOST_FLOORS = 10;

    /** A part that stands on others, all of which are there before it: so nothing goes in circles. */
    private static void floor(String part, String below) {
        var known = below.isEmpty() ? new TreeSet<String>() : new TreeSet<>(List.of(below.split(" ")));
        assertTrue(MAY_IMPORT.keySet().containsAll(known), part);
        known.add("Problem");
        MAY_IMPORT.put(part, known);
    }

    private static JavaClasses house;

    @BeforeAll
    static void readTheClasses() {
        house = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(ROOT);
        assertFalse(house.isEmpty());
    }

    @Test
    void importsPointDownOnly() {
        var wrong = new TreeSet<String>();
        for (JavaClass from : house) {
            for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                JavaClass to = dependency.getTargetClass().getBaseComponentType();
                if (isOurs(to) && !mayImport(part(from), part(to))) {
                    wrong.add(part(from) + " must not know " + part(to) + ": " + dependency.getDescription());
                }
            }
        }
        assertEquals(Set.of(), wrong);
    }

    @Test
    void tenPartsStandOnEachOtherAtMost() {
        int floors = MAY_IMPORT.keySet().stream()
                .mapToInt(ArchitectureTest::height)
                .max()
                .orElseThrow();
        assertTrue(floors <= MOST_FLOORS, floors + " floors");
    }

    private static int height(String part) {
        int below = 0;
        for (var known : MAY_IMPORT.get(part)) if (!known.equals(part)) below = Math.max(below, height(known));
        return below + 1;
    }

    @Test
    void everyClassBelongsToAPartOfTheHouse() {
        var homeless = new TreeSet<String>();
        for (JavaClass type : house) {
            if (!MAY_IMPORT.containsKey(part(type)) && !type.getSimpleName().equals("package-info")) {
                homeless.add(type.getName());
            }
        }
        assertEquals(Set.of(), homeless);
    }

    @Test
    void onlyMainExits() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + ".cli.Main")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .check(house);
    }

    @Test
    void onlyTheCommandLineAndTheWordsPrint() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".cli..")
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".Dsl")
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".script.ScriptConsole") // in Dsl's name
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(house);
    }

    @Test
    void modelAndStatisticsReadNeitherFilesNorClocks() {
        noClasses()
                .that(resideInAnyPackage(ROOT + ".model..", ROOT + ".stats.."))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.net..", "java.nio.channels..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.nio.file.Files")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .allowEmptyShould(true)
                .check(house);
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
    }

    private static boolean mayImport(String from, String to) {
        return from.equals(to) || MAY_IMPORT.getOrDefault(from, Set.of()).contains(to);
    }

    /** The first word after the root: a package, or the outermost class of the root package. */
    private static String part(JavaClass type) {
        return type.getName().substring(ROOT.length() + 1).split("[.$]", 2)[0];
    }
}
