package dev.autoresearch.session;

import java.util.HashSet;
import java.util.Set;

/** The workplaces of one loop that agents have at this moment. What all of them share is trusted only while none has any. */
public final class LentWorkspaces {
    private final Set<Integer> slots = new HashSet<>();

    /** This one is lent; before that, if no other is and it was not already, {@code trust} looks at what they share. */
    public synchronized void lend(int slot, Runnable trust) {
        if (slots.isEmpty()) trust.run();
        slots.add(slot);
    }

    public synchronized void close(int slot) {
        slots.remove(slot);
    }
}
