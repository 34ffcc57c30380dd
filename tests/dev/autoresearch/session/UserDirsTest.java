package dev.autoresearch.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.autoresearch.Problem;
import dev.autoresearch.testing.TestJvm;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

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

    /** What Java sees in a container that runs as any user, such as {@code docker run --user 1234}. */
    private static String cacheOfNobody(Map<String, String> environment) throws IOException {
        var builder = TestJvm.of(Cache.class);
        builder.command().add(builder.command().size() - 1, "-Duser.home=?");
        var variables = builder.environment();
        variables.keySet().removeAll(Set.of("HOME", "XDG_CACHE_HOME"));
        variables.putAll(environment);
        try (var output = builder.start().inputReader()) {
            return output.readLine();
        }
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
