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
        floor("stats", "model");
        floor("exec", "model");
        floor("git", "exec model");
        floor("journal", "json model");
        floor("sweep", "exec json model");
        floor("view", "sweep stats json model");
        floor("Change", "");
        floor("Watcher", "stats model");
        floor("workshop", "Watcher view journal exec git sweep stats json model");
        floor("attempt", "workshop Watcher Change journal exec git sweep stats model");
        floor("audit", "attempt workshop Watcher journal git stats model");
        floor("isolation", "attempt workshop Change journal git model");
        floor("review", "workshop journal git model");
        floor(
                "AutoResearch",
                "audit isolation review attempt workshop Watcher Change view journal exec git sweep stats json model");
        floor(
                "loop",
                "AutoResearch isolation attempt workshop Watcher Change view journal exec git sweep stats json model");
        floor("dashboard", "AutoResearch workshop Watcher view journal json model");
        floor("Dsl", String.join(" ", MAY_IMPORT.keySet()));
        floor("cli", String.join(" ", MAY_IMPORT.keySet()));
        floor("Main", "cli");
    }

    /** A part that stands on others, all of which are there before it: so nothing goes in circles. */
    private static void floor(String part, String below) {
        var known = below.isEmpty() ? new TreeSet<String>() : new TreeSet<>(List.of(below.split(" ")));
        assertTrue(MAY_IMPORT.keySet().containsAll(known), part);
        known.add("Problem");
        MAY_IMPORT.put(part, known);
    }

    /** Classes of the root package that belong to a part of another name. */
    private static final Map<String, Set<String>> ALSO = Map.of(
            "Watcher", Set.of("Outlook"),
            "Dsl", Set.of("Opening", "Telling", "Glimpse"),
            "AutoResearch", Set.of("ChangeTo", "Beginning", "Charting", "Overview", "Restoring", "Lab", "Edits"));

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
                .doNotHaveFullyQualifiedName(ROOT + ".Main")
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
                .doNotHaveFullyQualifiedName(ROOT + ".Telling") // in Dsl's name
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".Main") // hands the streams to cli
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
        var part = type.getName().substring(ROOT.length() + 1).split("[.$]", 2)[0];
        for (var also : ALSO.entrySet()) if (also.getValue().contains(part)) return also.getKey();
        return part;
    }
}
