package dev.autoresearch.agent;

import dev.autoresearch.git.Git;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Session;
import java.util.List;

/** What came to the incumbent after a candidate had begun. */
final class NewerKeeps {
    private final Git git;

    NewerKeeps(Git git) {
        this.git = git;
    }

    /** Names the newest run, or else commit, after a base that changed one of these paths. */
    String than(String base, Session session, List<String> paths) {
        var commits = git.commitsSince(base, paths);
        for (var commit : commits)
            for (var run : session.runs())
                if (run.kept() && !run.commit().isEmpty() && commit.startsWith(run.commit())) return run.title();
        return commits.isEmpty() ? "what was committed meanwhile" : "commit " + SafeText.shortId(commits.get(0));
    }
}
