package dev.autoresearch.session;

import dev.autoresearch.Problem;
import dev.autoresearch.git.Git;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.SessionName;
import java.util.Optional;

/** The git branch of a named session: made when it begins, checked out whenever it measures or records. */
public final class SessionBranch {
    private final SessionContext context;
    private final Optional<SessionName> name;

    public SessionBranch(SessionContext context) {
        this.context = context;
        this.name = context.files().name();
    }

    /** A branch of that name from elsewhere is the user's: a session does not begin on top of it unasked. */
    public void refuseOther(Optional<Git> git) {
        if (name.isEmpty() || git.isEmpty() || isCheckedOut(git.get())) return;
        var branch = name.get().branch();
        if (git.get().hasBranch(branch))
            throw new Problem(
                    "the branch " + branch + " is there already",
                    "git switch " + branch + ", then begin on it; or give the session another name");
    }

    /** Switches to the session's branch, which is made at HEAD if it is not there. */
    public void begin(Optional<Git> git) {
        if (name.isEmpty() || git.isEmpty() || isCheckedOut(git.get())) return;
        git.get().switchToNew(name.get().branch());
    }

    /** What is measured and recorded on another branch would be none of this session's. */
    public void require(Session session) {
        if (name.isEmpty()) return;
        var git = session.setup().git() ? context.home() : Optional.<Git>empty();
        if (git.isEmpty() || isCheckedOut(git.get())) return;
        var branch = name.get().branch();
        throw new Problem(
                "the session " + name.get() + " works on the branch " + branch + ", and "
                        + git.get()
                                .branch()
                                .map(other -> other + " is checked out")
                                .orElse("HEAD is detached"),
                "git switch " + (git.get().hasBranch(branch) ? "" : "-c ") + branch);
    }

    private boolean isCheckedOut(Git git) {
        return git.branch().equals(name.map(SessionName::branch));
    }
}
