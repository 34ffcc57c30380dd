package dev.autoresearch.measure;

import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.git.Git;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Measurement.Role;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Plan.PairMode;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Side;
import dev.autoresearch.model.Trial;
import dev.autoresearch.session.Recovery;
import dev.autoresearch.session.SessionContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Executes the benchmark where it is asked to: at the candidate, or at the incumbent in one of three ways. */
interface SideRunner {
    /** One execution there; a failing one is a value. */
    Measurement execute(Role role);

    default boolean measuresIncumbent() {
        return true;
    }

    /** Was this place made just now, so that its first execution would be slow for no fault of the code? */
    default boolean isCold(Side side) {
        return false;
    }

    static SideRunner of(SessionContext context, Session session, Trial trial, Plan plan) {
        var benchmark = Benchmark.of(context, session, plan);
        return switch (trial.pairing()) {
            case WORKTREE -> new WorktreeRunner(benchmark, trial, plan);
            case IN_PLACE -> new Swapped(benchmark, trial);
            case NONE -> new Remembered(benchmark, trial);
            case COMMANDS -> new Commanded(benchmark);
        };
    }

    /** The pairing: as the plan says, else as the baseline was measured, else in a worktree. */
    static PairMode pairing(SessionContext context, Session session, Plan plan, String command) {
        var git = context.git(session);
        var wanted = plan.pairing().or(() -> asBefore(session));
        if (git.isEmpty()) {
            if (plan.pairing().orElse(PairMode.NONE) != PairMode.NONE)
                throw new Problem(
                        "--pairing " + plan.pairing().get().word() + " needs a session that uses git",
                        "leave it out: the incumbent's earlier values stand for it");
            return PairMode.NONE;
        }
        if (wanted.isPresent()) return wanted.get();
        if (!new BenchmarkCommands(context).nameRoot(command)) return PairMode.WORKTREE;
        context.notice("the benchmark names " + context.files().root()
                + " itself, so both trees are measured there in turn (--pairing in-place); a relative path would let the"
                + " incumbent run beside it");
        return PairMode.IN_PLACE;
    }

    static Optional<PairMode> asBefore(Session session) {
        var baseline = session.current().baseline();
        return baseline.flatMap(run -> run.evidence().trial()).map(Trial::pairing);
    }

    /** Both trees take turns in the user's folder. */
    record Swapped(Benchmark benchmark, Trial trial) implements SideRunner {
        @Override
        public Measurement execute(Role role) {
            if (role.side() == Side.CANDIDATE) return benchmark.candidate(role, trial.tree());
            var context = benchmark.context();
            var git = context.git(benchmark.session()).orElseThrow();
            benchmark.refuseEdited(git, trial.tree());
            var root = context.tree();
            if (git.treeOf(trial.commit()).equals(trial.tree())) return benchmark.elsewhere(role, root);
            var stored = stored(git);
            var recovery = new Recovery(context);
            recovery.beforeSwap(stored, trial.commit());
            try {
                git.putBack(stored, trial.commit());
                return benchmark.elsewhere(role, root);
            } finally {
                recovery.finish();
            }
        }

        /** Stored once for all its swaps. */
        private String stored(Git git) {
            var ref = Recovery.ref("swapped");
            return git.exists(ref) && git.treeOf(ref).equals(trial.tree())
                    ? git.commitOf(ref)
                    : git.store(ref, "The candidate, while the incumbent is measured");
        }
    }

    /** Candidate and incumbent are two commands on the same tree. */
    record Commanded(Benchmark benchmark) implements SideRunner {
        @Override
        public Measurement execute(Role role) {
            if (role.side() == Side.CANDIDATE) return benchmark.candidate(role, "");
            var incumbent = benchmark
                    .session()
                    .current()
                    .incumbent()
                    .flatMap(run -> run.evidence().measurement());
            var command = incumbent.map(Measurement::command).orElse(benchmark.command());
            return benchmark
                    .command(command)
                    .elsewhere(role, benchmark.context().tree());
        }
    }

    /** Earlier values of the incumbent, one after the other. */
    record Remembered(Benchmark benchmark, Trial trial) implements SideRunner {
        @Override
        public Measurement execute(Role role) {
            var session = benchmark.context().session();
            if (role.side() == Side.CANDIDATE) return benchmark.candidate(role, trial.tree());
            var values = earlier(session);
            if (values.isEmpty())
                throw new Problem(
                        "nothing is known of HEAD as it is, and it is not measured now",
                        Hint.of(
                                "{} decides by one measurement; --pairing worktree measures both",
                                NextStep.option("--rule", "single")));
            return values.get(used(session) % values.size())
                    .remembered(UUID.randomUUID().toString(), role);
        }

        @Override
        public boolean measuresIncumbent() {
            return false;
        }

        /** How many of them this trial has taken already, before an interruption too. */
        private static int used(Session session) {
            return (int) session.trial().orElseThrow().executions().stream()
                    .filter(execution -> execution.isAt(Side.INCUMBENT))
                    .count();
        }

        /** Values of HEAD: measured when it was kept, or when it was the incumbent of another candidate. */
        private List<Measurement> earlier(Session session) {
            var incumbent = session.current().incumbent().filter(this::isHead);
            if (incumbent.isEmpty())
                return session.current().runs().stream()
                        .filter(run -> run.evidence()
                                .trial()
                                .filter(this::measuredHead)
                                .isPresent())
                        .flatMap(run -> at(Side.INCUMBENT, run).stream())
                        .toList();
            var values = at(Side.CANDIDATE, incumbent.get());
            if (!values.isEmpty()) return values;
            return incumbent.get().evidence().measurement().filter(Measurement::counts).stream()
                    .toList();
        }

        /** After a commit by hand HEAD is other code. */
        private boolean isHead(Run kept) {
            return trial.commit().isEmpty() || trial.commit().startsWith(kept.commit());
        }

        private boolean measuredHead(Trial earlier) {
            return earlier.commit().equals(trial.commit()) && earlier.pairing() != PairMode.NONE;
        }

        private static List<Measurement> at(Side side, Run run) {
            return run.evidence().executions().stream()
                    .filter(execution -> execution.isAt(side) && execution.counts())
                    .toList();
        }
    }
}
