package dev.autoresearch;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may import whom, and who may print and exit (see package-info of dev.autoresearch). */
class ArchitectureTest {
    private static final String ROOT = "dev.autoresearch";

    /** Each part of the house, by package or by class of the root package, and the parts that it may name. */
    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("Problem", Set.of()),
            Map.entry("json", Set.of("Problem")),
            Map.entry("model", Set.of("Problem")),
            Map.entry("stats", Set.of("Problem", "model")),
            Map.entry("journal", Set.of("Problem", "json", "model")),
            Map.entry("exec", Set.of("Problem", "model")),
            Map.entry("git", Set.of("Problem", "model")),
            Map.entry("sweep", Set.of("Problem", "json", "model", "exec")),
            Map.entry("view", Set.of("Problem", "json", "model", "stats", "sweep")),
            Map.entry(
                    "AutoResearch",
                    Set.of("Problem", "json", "model", "stats", "journal", "exec", "git", "sweep", "view")),
            Map.entry(
                    "loop",
                    Set.of("Problem", "json", "model", "stats", "journal", "exec", "git", "view", "AutoResearch")),
            Map.entry("dashboard", Set.of("Problem", "json", "model", "journal", "view", "AutoResearch")),
            Map.entry("Dsl", below()),
            Map.entry("cli", belowAnd("Dsl")),
            Map.entry("Main", Set.of("Problem", "cli")));

    /** What AutoResearch is made of: classes of the root package that nobody outside it sees, and its argument. */
    private static final Set<String> SHELL = Set.of(
            "AgentTree",
            "Aside",
            "Attempts",
            "Audit",
            "Beginning",
            "Bench",
            "BenchmarkScripts",
            "Beside",
            "Branching",
            "Change",
            "Charting",
            "ChangeTo",
            "Confirmation",
            "Contest",
            "Duel",
            "Edits",
            "Finalization",
            "Finalizing",
            "GitSettings",
            "Glob",
            "Guarding",
            "Halving",
            "Holdout",
            "Hooks",
            "Isolation",
            "Opening",
            "Lab",
            "Newer",
            "Outlook",
            "Overview",
            "Places",
            "Premises",
            "ProtectedFiles",
            "Protection",
            "Recorder",
            "Recovery",
            "Reporting",
            "Restoring",
            "ReviewMessage",
            "Sweeping",
            "Slot",
            "Safe",
            "Verification",
            "Watcher",
            "Workshop");

    private static JavaClasses house;

    private static Set<String> below() {
        return Set.of(
                "Problem",
                "model",
                "stats",
                "journal",
                "exec",
                "git",
                "json",
                "view",
                "sweep",
                "AutoResearch",
                "loop",
                "dashboard");
    }

    private static Set<String> belowAnd(String more) {
        var parts = new TreeSet<>(below());
        parts.add(more);
        return parts;
    }

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
        return SHELL.contains(part) ? "AutoResearch" : part;
    }
}
