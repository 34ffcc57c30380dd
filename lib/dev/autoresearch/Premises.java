package dev.autoresearch;

import dev.autoresearch.attempt.Attempts;
import dev.autoresearch.exec.Executor;
import dev.autoresearch.git.Git;
import dev.autoresearch.journal.SessionFiles;
import dev.autoresearch.journal.SessionLock;
import dev.autoresearch.model.Event;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Session;
import dev.autoresearch.workshop.AgentTree;
import dev.autoresearch.workshop.Protection;
import dev.autoresearch.workshop.Workshop;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What a loop needs of a session besides the words: its files and its repository, its journal, the edges to the world. */
public final class Premises {
    private final Workshop shop;

    Premises(Workshop shop) {
        this.shop = shop;
    }

    /** Where the session's files are. */
    public SessionFiles files() {
        return shop.files();
    }

    /** The repository, if the session commits to it. */
    public Optional<Git> git() {
        return shop.git(shop.begun());
    }

    /** Runs commands. */
    public Executor executor() {
        return shop.executor();
    }

    /** Tells the time. */
    public Clock clock() {
        return shop.clock();
    }

    /** The folder of whole outputs. */
    public Path outputs() {
        return shop.outputs();
    }

    /** Who watches. */
    public Watcher watcher() {
        return shop.progress();
    }

    /** Tells whoever drives us something that is worth knowing and no problem. */
    public void notice(String sentence) {
        shop.notice(sentence);
    }

    /** A session that has begun, or a {@link Problem}. */
    public Session session() {
        return shop.begun();
    }

    /** Appends to the journal, durably, under the session's lock. */
    public void append(Event... events) {
        shop.locked("loop", false, () -> {
            shop.append(List.of(events));
            return events;
        });
    }

    /** Refuses what would stop any attempt by this plan: an unknown rule, another benchmark, a run that waits. */
    public void refuseUnready(Plan plan) {
        new Attempts(shop, plan).refuseUnready();
    }

    /** Takes the locks of a loop; a {@link Problem} that names the other one when there is one already. */
    public SessionLock lockLoop(boolean isolated) {
        return shop.loop(isolated);
    }

    /** The files that measure and are not those of the baseline. */
    public List<String> touchedProtected() {
        return new Protection(shop).touched(shop.begun());
    }

    /** The user's tree, to be lent to an agent. */
    public AgentTree tree() {
        return new AgentTree(shop);
    }
}
