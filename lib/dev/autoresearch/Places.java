package dev.autoresearch;

import dev.autoresearch.git.Git;
import dev.autoresearch.git.Worktree;
import dev.autoresearch.model.Figures;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Pairing;
import dev.autoresearch.model.Place;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Role;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Trial;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Executes the benchmark where it is asked to: at the candidate, or at the incumbent in one of three ways. */
interface Places {
    /** One execution there; a failing one is a value. */
    Measurement execute(Role role);

    /** Can the incumbent be measured at all? */
    default boolean measuresIncumbent() {
        return true;
    }

    /** The places of a trial by its pairing. */
    static Places of(Workshop shop, Session session, Trial trial, Plan plan) {
        var bench = new Bench(shop);
        var order = bench.order(session, plan);
        return switch (trial.pairing()) {
            case WORKTREE -> new Beside(shop, bench, order, session, trial, plan);
            case IN_PLACE -> new Swapped(shop, bench, order, session, trial);
            case NONE -> new Remembered(bench, order, session);
        };
    }

    /** The pairing that a plan comes to here. */
    static Pairing pairing(Plan plan, Optional<Git> git) {
        var wanted = plan.pairing().orElse(git.isPresent() ? Pairing.WORKTREE : Pairing.NONE);
        if (wanted != Pairing.NONE && git.isEmpty())
            throw new Problem(
                    "--pairing " + wanted.word() + " needs a session that uses git",
                    "leave it out: the incumbent's earlier values stand for it");
        return wanted;
    }

    /** The incumbent in a worktree beside the user's tree. */
    final class Beside implements Places {
        private static final long LARGE = 200L << 20;

        private final Workshop shop;
        private final Bench bench;
        private final Bench.Order order;
        private final Session session;
        private final Trial trial;
        private final Plan plan;
        private Optional<Path> incumbent = Optional.empty();

        Beside(Workshop shop, Bench bench, Bench.Order order, Session session, Trial trial, Plan plan) {
            this.shop = shop;
            this.bench = bench;
            this.order = order;
            this.session = session;
            this.trial = trial;
            this.plan = plan;
        }

        @Override
        public Measurement execute(Role role) {
            if (role.place() == Place.CANDIDATE) return bench.candidate(session, order, role, trial.tree());
            if (incumbent.isEmpty()) incumbent = Optional.of(prepared());
            return bench.elsewhere(order, role, incumbent.get());
        }

        private Path prepared() {
            var git = shop.git(session).orElseThrow();
            var folder = shop.cache()
                    .resolve("incumbents")
                    .resolve(Worktree.nameFor(shop.files().root()));
            var tree = git.worktree(folder);
            boolean changed = tree.checkout(trial.commit().isEmpty() ? git.head() : trial.commit());
            if (changed) carry(tree);
            if (changed && plan.prepare().isPresent())
                bench.prepare(plan.prepare().get(), tree.root());
            return tree.root();
        }

        private void carry(Worktree tree) {
            var globs = plan.carry().map(text -> List.of(text.split(","))).orElse(List.of());
            var ignored = tree.ignored(globs);
            long started = System.nanoTime();
            tree.carry(ignored);
            long bytes = tree.size(ignored);
            if (bytes > LARGE)
                shop.notice("copied " + (bytes >> 20) + " MiB of ignored files for the incumbent in "
                        + Figures.duration((System.nanoTime() - started) / 1e9)
                        + "; --carry names those that the benchmark needs");
        }
    }

    /** Both trees take turns in the user's folder. */
    final class Swapped implements Places {
        private final Workshop shop;
        private final Bench bench;
        private final Bench.Order order;
        private final Session session;
        private final Trial trial;

        Swapped(Workshop shop, Bench bench, Bench.Order order, Session session, Trial trial) {
            this.shop = shop;
            this.bench = bench;
            this.order = order;
            this.session = session;
            this.trial = trial;
        }

        @Override
        public Measurement execute(Role role) {
            if (role.place() == Place.CANDIDATE) return bench.candidate(session, order, role, trial.tree());
            var git = shop.git(session).orElseThrow();
            if (git.treeOf(trial.commit()).equals(trial.tree()))
                return bench.elsewhere(order, role, shop.files().root());
            var stored = git.store(Recovery.ref("swapped"), "The candidate, while the incumbent is measured");
            var recovery = new Recovery(shop);
            recovery.beforeSwap(stored, trial.commit());
            try {
                git.putBack(stored, trial.commit());
                return bench.elsewhere(order, role, shop.files().root());
            } finally {
                recovery.finish();
            }
        }
    }

    /** Earlier values of the incumbent, one after the other. */
    final class Remembered implements Places {
        private final Bench bench;
        private final Bench.Order order;
        private final Session session;
        private int next;

        Remembered(Bench bench, Bench.Order order, Session session) {
            this.bench = bench;
            this.order = order;
            this.session = session;
        }

        @Override
        public Measurement execute(Role role) {
            if (role.place() == Place.CANDIDATE) return bench.candidate(session, order, role, "");
            var values = earlier();
            return values.get(next++ % values.size()).as(role);
        }

        @Override
        public boolean measuresIncumbent() {
            return false;
        }

        private List<Measurement> earlier() {
            var best = session.current().best();
            var known = best.map(run -> run.evidence().executions()).orElse(List.of()).stream()
                    .filter(execution -> execution.isAt(Place.CANDIDATE) && execution.counts())
                    .toList();
            if (!known.isEmpty()) return known;
            return session.current().calibration().stream()
                    .filter(Measurement::counts)
                    .toList();
        }
    }
}
