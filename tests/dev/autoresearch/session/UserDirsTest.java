package dev.autoresearch.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.autoresearch.Problem;
import dev.autoresearch.cli.Main;
import dev.autoresearch.testing.TestJvm;
import dev.autoresearch.testing.TestRepo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserDirsTest {
    @Test
    void aUserWhomTheSystemDoesNotListHasTheHomeThatIsSet() throws Exception {
        assertEquals("/my/home/.cache/autoresearch", cacheOfNobody(Map.of("HOME", "/my/home")));
        assertEquals("/my/cache/autoresearch", cacheOfNobody(Map.of("XDG_CACHE_HOME", "/my/cache")));
        assertEquals("/my/home/.cache/autoresearch", cacheOfNobody(Map.of("HOME", "/my/home", "XDG_CACHE_HOME", "a")));
    }

    @Test
    void withoutAnyHomeItSaysWhatToSet() throws Exception {
        var told = cacheOfNobody(Map.of());
        assertEquals("this user has no home folder; set XDG_CACHE_HOME to a folder that you may write to", told);
    }

    @Test
    void whatNeedsNoHomeWorksWithoutOne(@TempDir Path folder) throws Exception {
        var attempt = TestRepo.in(folder).begun().process("attempt", "--rule", "single", "-d", "baseline");
        TestRepo.finish(asNobody(attempt, Main.class, Map.of()).start()).exits(0);
    }

    private static String cacheOfNobody(Map<String, String> environment) throws IOException {
        try (var output = asNobody(TestJvm.of(Cache.class), Cache.class, environment)
                .start()
                .inputReader()) {
            return output.readLine();
        }
    }

    /** What Java sees in a container that runs as any user, such as {@code docker run --user 1234}. */
    private static ProcessBuilder asNobody(ProcessBuilder java, Class<?> main, Map<String, String> environment) {
        java.command().add(java.command().indexOf(main.getName()), "-Duser.home=?");
        java.environment().keySet().removeAll(Set.of("HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"));
        java.environment().putAll(environment);
        return java;
    }

    /** Prints where the cache is, or why there is none. */
    static final class Cache {
        public static void main(String... args) {
            try {
                System.out.println(UserDirs.cache());
            } catch (Problem problem) {
                System.out.println(problem.getMessage() + "; " + problem.hint());
            }
        }
    }
}
