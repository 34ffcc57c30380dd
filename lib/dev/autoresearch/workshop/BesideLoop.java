package dev.autoresearch.workshop;

import dev.autoresearch.journal.SessionLock;
import dev.autoresearch.model.SessionName;
import java.util.Set;

/**
 * What others may do while a loop is at work in the project. Looking is free, and so are ideas. What measures, records or
 * begins anew would be undone by a loop of the same session, or stop it. In the user's own tree nothing can be done while
 * an agent edits it; one that works in a worktree of its own leaves that tree free. An agent's own commands are its loop's
 * affair.
 */
final class BesideLoop {
    private static final Set<String> FREE = Set.of("ideas add", "ideas done", "hook", "loop");
    private static final Set<String> IN_A_FREE_TREE = Set.of("restore", "finalize", "holdout");

    private final Workshop shop;

    BesideLoop(Workshop shop) {
        this.shop = shop;
    }

    /** Refuses a command that a loop at work would undo, or that would disturb it. */
    void refuse(String what) {
        if (FREE.contains(what) || shop.holdsLoop() || System.getenv(AgentTree.MARKER) != null) return;
        var loop = SessionLock.loop(shop.files());
        if (loop.isEmpty()) return;
        var session = shop.files().name().map(SessionName::text).orElse("");
        boolean other = !loop.get().session().equals(session);
        if (loop.get().isolated() && (other || IN_A_FREE_TREE.contains(what))) return;
        throw loop.get()
                .inTheWay(what + " would disturb it; wait until it ends, or end it: "
                        + (loop.get().pid() > 0 ? "kill " + loop.get().pid() : "Ctrl-C there")
                        + " (nothing is lost, and the same command goes on with it)");
    }
}
