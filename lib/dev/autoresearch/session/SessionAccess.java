package dev.autoresearch.session;

import dev.autoresearch.Problem;
import dev.autoresearch.git.Git;
import dev.autoresearch.journal.LockHolder;
import dev.autoresearch.journal.SessionLock;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.SessionName;
import dev.autoresearch.process.LocalExecutor;
import dev.autoresearch.process.ProcessTree;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Who may change a session, and when. One process at a time does. In it one thread follows the other, in the order in
 * which they came.
 *
 * <p>While a loop is at work in the project, looking is free, and so are ideas. Anything that measures, records or
 * begins anew would disturb a loop of the same session. In the user's own tree nothing can be done while an agent
 * edits it. A loop in worktrees of its own leaves that tree free. An agent's own commands are not refused.
 */
final class SessionAccess {
    private static final Set<String> FREE = Set.of("ideas add", "ideas done", "hook", "loop");
    private static final Set<String> IN_A_FREE_TREE = Set.of("restore", "finalize", "holdout");

    private final SessionContext context;
    private final Lock turn;
    private final AtomicReference<SessionLock> loop;

    SessionAccess(SessionContext context) {
        this(context, new ReentrantLock(true), new AtomicReference<>());
    }

    private SessionAccess(SessionContext context, Lock turn, AtomicReference<SessionLock> loop) {
        this.context = context;
        this.turn = turn;
        this.loop = loop;
    }

    /** The same access for another context of the session: they share one queue and one loop. */
    SessionAccess of(SessionContext other) {
        return new SessionAccess(other, turn, loop);
    }

    /**
     * From here on a loop is at work, as long as it holds this lock. A second lock is for sessions in other folders
     * of the same tree. Each of two loops there would take the other's keeps for edits of its own agents.
     */
    SessionLock begin(boolean isolated) {
        var lock = SessionLock.acquireLoop(context.files(), isolated);
        try {
            shared().ifPresent(file -> lock.with(SessionLock.acquireLoop(context.files(), isolated, file)));
            loop.set(lock);
            return lock;
        } catch (Problem other) {
            lock.close();
            throw other;
        }
    }

    /** Does work under the session's lock, after finishing what an interrupted command left. */
    <T> T take(String what, boolean measures, Supplier<T> work) {
        turn.lock();
        try {
            refuse(what);
            var said = new AtomicBoolean();
            var lock = SessionLock.acquire(context.files(), what, measures, busy -> isBusy(busy, said));
            try {
                prepare(what, lock);
                return work.get();
            } finally {
                lock.close();
            }
        } finally {
            turn.unlock();
        }
    }

    private void prepare(String what, SessionLock lock) {
        // it may have begun while this one waited
        refuse(what);
        refuseInTree(what);
        // others must see the loop again whose lock file was removed
        heldLoop().ifPresent(SessionLock::renew);
        SessionLock.refuseIfOpenClaw(context.files(), context.clock().millis());
        lock.abandonedBy().ifPresent(this::endSurvivors);
        context.store().hold();
        new Recovery(context).finish();
    }

    /** Only a loop waits until another session's benchmark is over, and says so once. */
    private void isBusy(Problem busy, AtomicBoolean said) {
        if (heldLoop().isEmpty()) throw busy;
        if (Thread.currentThread().isInterrupted())
            throw new Problem(
                    "stopped, while it waited for another session", "start the loop again", Problem.INTERRUPTED);
        if (!said.getAndSet(true)) context.notice("the loop waits: " + busy.getMessage());
    }

    /** What a killed command left running would disturb what is measured now. */
    private void endSurvivors(long killed) {
        if (ProcessHandle.of(killed).filter(ProcessHandle::isAlive).isPresent()) return;
        var ended = ProcessTree.endMarked(LocalExecutor.MARKER, String.valueOf(killed));
        if (!ended.isEmpty())
            context.notice("ended what a killed command had left running: " + SafeText.line(ended.get(0), 80));
    }

    /** Refuses a command that a loop at work would undo, or that would disturb it. */
    void refuse(String what) {
        if (isFree(what)) return;
        var other = SessionLock.loop(context.files());
        if (other.isEmpty()) return;
        var session = context.files().name().map(SessionName::text).orElse("");
        boolean elsewhere = !other.get().session().equals(session);
        if (other.get().isolated() && (elsewhere || IN_A_FREE_TREE.contains(what))) return;
        throw disturbs(what, other.get());
    }

    /** Refuses what commits or puts back while a loop of another folder has agents in the same tree. */
    private void refuseInTree(String what) {
        if (isFree(what)) return;
        shared().flatMap(SessionLock::loop).filter(other -> !other.isolated()).ifPresent(other -> {
            throw disturbs(what, other);
        });
    }

    private boolean isFree(String what) {
        return FREE.contains(what) || heldLoop().isPresent() || System.getenv(AgentTree.MARKER) != null;
    }

    private Optional<SessionLock> heldLoop() {
        return Optional.ofNullable(loop.get()).filter(SessionLock::isHeld);
    }

    /** Refuses to go on away from the branch of a named session. */
    void requireBranch(Session session) {
        var name = context.files().name();
        if (name.isEmpty()) return;
        var git = session.setup().git() ? context.home() : Optional.<Git>empty();
        var branch = name.get().branch();
        if (git.isEmpty() || git.get().branch().equals(Optional.of(branch))) return;
        throw new Problem(
                "the session " + name.get() + " works on the branch " + branch + ", and "
                        + git.get()
                                .branch()
                                .map(other -> other + " is checked out")
                                .orElse("HEAD is detached"),
                "git switch " + (git.get().hasBranch(branch) ? "" : "-c ") + branch);
    }

    private Optional<Path> shared() {
        try {
            return context.home().map(git -> git.folder().resolve("autoresearch/loop.lock"));
        } catch (Problem refused) {
            // a command that needs git fails with this problem later
            return Optional.empty();
        }
    }

    private static Problem disturbs(String what, LockHolder loop) {
        return loop.inTheWay(what + " would disturb it; wait until it ends, or end it: "
                + (loop.pid() > 0 ? "kill " + loop.pid() : "Ctrl-C there")
                + " (nothing is lost, and the same command goes on with it)");
    }
}
