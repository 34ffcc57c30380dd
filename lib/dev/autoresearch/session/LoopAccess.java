package dev.autoresearch.session;

import dev.autoresearch.Problem;
import dev.autoresearch.journal.LockHolder;
import dev.autoresearch.journal.SessionLock;
import dev.autoresearch.model.SessionName;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What others may do while a loop is at work in the project. Looking is free, and so are ideas. What measures, records or
 * begins anew would be undone by a loop of the same session, or stop it. In the user's own tree nothing can be done while
 * an agent edits it; one that works in a worktree of its own leaves that tree free. An agent's own commands are its loop's
 * affair.
 */
final class LoopAccess {
    private static final Set<String> FREE = Set.of("ideas add", "ideas done", "hook", "loop");
    private static final Set<String> IN_A_FREE_TREE = Set.of("restore", "finalize", "holdout");

    private final SessionContext shop;

    LoopAccess(SessionContext shop) {
        this.shop = shop;
    }

    /**
     * Takes the lock of a loop, and one that the sessions of the tree's other folders can see: what two loops keep in one
     * tree, each would take for the doing of its own agents.
     */
    SessionLock begin(boolean isolated) {
        var lock = SessionLock.acquireLoop(shop.files(), isolated);
        try {
            var shared = shared();
            return shared.isEmpty() ? lock : lock.with(SessionLock.acquireTree(shop.files(), isolated, shared.get()));
        } catch (Problem other) {
            lock.close();
            throw other;
        }
    }

    /** Refuses a command that a loop at work would undo, or that would disturb it. */
    void refuse(String what) {
        if (isFree(what)) return;
        var loop = SessionLock.loop(shop.files());
        if (loop.isEmpty()) return;
        var session = shop.files().name().map(SessionName::text).orElse("");
        boolean other = !loop.get().session().equals(session);
        if (loop.get().isolated() && (other || IN_A_FREE_TREE.contains(what))) return;
        throw disturbs(what, loop.get());
    }

    /** Refuses what commits or puts back while a loop of another folder has agents in the same tree. */
    void refuseInTree(String what) {
        if (isFree(what)) return;
        shared().flatMap(SessionLock::loopInTree)
                .filter(loop -> !loop.isolated())
                .ifPresent(loop -> {
                    throw disturbs(what, loop);
                });
    }

    private boolean isFree(String what) {
        return FREE.contains(what) || shop.holdsLoop() || System.getenv(AgentTree.MARKER) != null;
    }

    private Optional<Path> shared() {
        try {
            return shop.home().map(git -> git.folder().resolve("autoresearch"));
        } catch (Problem refused) {
            // whoever needs git will be told
            return Optional.empty();
        }
    }

    private static Problem disturbs(String what, LockHolder loop) {
        return loop.inTheWay(what + " would disturb it; wait until it ends, or end it: "
                + (loop.pid() > 0 ? "kill " + loop.pid() : "Ctrl-C there")
                + " (nothing is lost, and the same command goes on with it)");
    }
}
