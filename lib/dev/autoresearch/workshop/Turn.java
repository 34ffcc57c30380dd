package dev.autoresearch.workshop;

import dev.autoresearch.exec.LocalExecutor;
import dev.autoresearch.exec.Strays;
import dev.autoresearch.journal.OpenClawLock;
import dev.autoresearch.journal.SessionLock;
import dev.autoresearch.model.Text;
import java.util.function.Supplier;

/** The time in which one process alone changes a session. */
final class Turn {
    private final Workshop shop;

    Turn(Workshop shop) {
        this.shop = shop;
    }

    /** Does work under the session's lock, after finishing what an interrupted command left. */
    <T> T take(String what, boolean measures, Supplier<T> work) {
        var lock = SessionLock.acquire(shop.files(), what, measures);
        try {
            OpenClawLock.refuseIfHeld(shop.files(), shop.clock().millis());
            lock.abandonedBy().ifPresent(this::endSurvivors);
            shop.hold();
            new Recovery(shop).finish();
            return work.get();
        } finally {
            lock.close();
        }
    }

    /** What a killed command left running would disturb what is measured now. */
    private void endSurvivors(long killed) {
        if (ProcessHandle.of(killed).filter(ProcessHandle::isAlive).isPresent()) return;
        var ended = Strays.end(LocalExecutor.MARKER, String.valueOf(killed));
        if (!ended.isEmpty())
            shop.notice("ended what a killed command had left running: " + Text.line(ended.get(0), 80));
    }
}
