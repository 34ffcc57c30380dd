package dev.autoresearch.cli;

import dev.autoresearch.process.SignalShield;
import java.util.Optional;
import java.util.function.Supplier;
import org.jline.utils.Signals;

/**
 * Ctrl-C in two steps: the first is answered, while what this program started goes on; the next ends it at once, as ever.
 * Where commands cannot be shielded from the terminal, they would get the first one too, so it ends the program there.
 */
final class InterruptHandler {
    private static final String NAME = "INT";

    private final Runnable first;
    private Optional<SignalShield> shield = Optional.empty();
    private Optional<Object> usual = Optional.empty();

    private InterruptHandler(Runnable first) {
        this.first = first;
    }

    /** Does some work; {@code first} is run in a thread of its own at the first Ctrl-C meanwhile. */
    static <T> T during(Supplier<T> work, Runnable first) {
        if (!SignalShield.isPossible()) return work.get();
        var interrupts = new InterruptHandler(first);
        interrupts.begin();
        try {
            return work.get();
        } finally {
            interrupts.end();
        }
    }

    private synchronized void begin() {
        shield = Optional.of(SignalShield.raise());
        usual = Optional.ofNullable(Signals.register(NAME, this::answer));
    }

    private void answer() {
        restore();
        first.run();
    }

    private synchronized void restore() {
        usual.ifPresent(handler -> Signals.unregister(NAME, handler));
        usual = Optional.empty();
    }

    private synchronized void end() {
        restore();
        shield.ifPresent(SignalShield::close);
    }
}
