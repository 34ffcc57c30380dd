package dev.autoresearch.session;

import dev.autoresearch.Problem;
import dev.autoresearch.journal.OpenClawLock;
import dev.autoresearch.journal.SessionLock;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.process.LocalExecutor;
import dev.autoresearch.process.ProcessTree;
import java.util.function.Supplier;

/** The time in which one process alone changes a session. */
final class SessionAccess {

    private final SessionContext shop;
    private boolean told;

    SessionAccess(SessionContext shop) {
        this.shop = shop;
    }

    /** Does work under the session's lock, after finishing what an interrupted command left. */
    <T> T take(String what, boolean measures, Supplier<T> work) {
        shop.refuseBesideLoop(what);
        var lock = SessionLock.acquire(shop.files(), what, measures, this::isBusy);
        try {
            // it may have begun while this one waited
            shop.refuseBesideLoop(what);
            new LoopAccess(shop).refuseInTree(what);
            shop.renewLoop();
            OpenClawLock.refuseIfHeld(shop.files(), shop.clock().millis());
            lock.abandonedBy().ifPresent(this::endSurvivors);
            shop.hold();
            new Recovery(shop).finish();
            return work.get();
        } finally {
            lock.close();
        }
    }

    /** Only a loop waits until a benchmark of another session is over, and says so once: all its work is at stake. */
    private void isBusy(Problem busy) {
        if (!shop.holdsLoop()) throw busy;
        if (Thread.currentThread().isInterrupted()) throw stopped();
        if (!told) shop.notice("the loop waits: " + busy.getMessage());
        told = true;
    }

    private static Problem stopped() {
        return new Problem("stopped, while it waited for another session", "start the loop again", Problem.INTERRUPTED);
    }

    /** What a killed command left running would disturb what is measured now. */
    private void endSurvivors(long killed) {
        if (ProcessHandle.of(killed).filter(ProcessHandle::isAlive).isPresent()) return;
        var ended = ProcessTree.endMarked(LocalExecutor.MARKER, String.valueOf(killed));
        if (!ended.isEmpty())
            shop.notice("ended what a killed command had left running: " + SafeText.line(ended.get(0), 80));
    }
}
