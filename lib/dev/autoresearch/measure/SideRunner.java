package dev.autoresearch.measure;

import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.git.Git;
import dev.autoresearch.model.Evidence;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Executes the benchmark where it is asked to: at the candidate, or at the incumbent in one of three ways. */
interface SideRunner {
    /** One execution there; a failing one is a value. */
    Measurement execute(Role role);

    /** Can the incumbent be measured at all? */
    default boolean measuresIncumbent() {
        return true;
    }

    /** Was this place made just now, so that its first execution would be slow for no fault of the code? */
    default boolean isCold(Side side) {
        return false;
    }

    /** The places of a trial by its pairing. */
    static SideRunner of(SessionContext context, Session session, Trial trial, Plan plan) {
        var benchmark = new Benchmark(context);
        var order = benchmark.order(session, plan);
        return switch (trial.pairing()) {
            case WORKTREE -> new WorktreeRunner(context, benchmark, order, session, trial, plan);
            case IN_PLACE -> new Swapped(context, benchmark, order, session, trial);
            case NONE -> new Remembered(context, benchmark, order, trial);
            case COMMANDS -> new Commanded(context, benchmark, order, session);
        };
    }

    /** The pairing that a plan comes to here: as the person says, else as the baseline was measured, else a worktree. */
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

    private static Optional<PairMode> asBefore(Session session) {
        var baseline = session.current().baseline();
        return baseline.flatMap(run -> run.evidence().trial()).map(Trial::pairing);
    }

    /** Both trees take turns in the user's folder. */
    record Swapped(SessionContext context, Benchmark benchmark, Benchmark.Order order, Session session, Trial trial)
            implements SideRunner {
        @Override
        public Measurement execute(Role role) {
            if (role.side() == Side.CANDIDATE) return benchmark.candidate(session, order, role, trial.tree());
            var git = context.git(session).orElseThrow();
            benchmark.refuseEdited(git, trial.tree());
            var root = context.tree();
            if (git.treeOf(trial.commit()).equals(trial.tree())) return benchmark.elsewhere(order, role, root);
            var stored = stored(git);
            var recovery = new Recovery(context);
            recovery.beforeSwap(stored, trial.commit());
            try {
                git.putBack(stored, trial.commit());
                return benchmark.elsewhere(order, role, root);
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
    record Commanded(SessionContext context, Benchmark benchmark, Benchmark.Order order, Session session)
            implements SideRunner {
        @Override
        public Measurement execute(Role role) {
            if (role.side() == Side.CANDIDATE) return benchmark.candidate(session, order, role, "");
            var incumbent =
                    session.current().incumbent().flatMap(run -> run.evidence().measurement());
            var command = incumbent.map(Measurement::command).orElse(order.command());
            return benchmark.elsewhere(order.command(command), role, context.tree());
        }
    }

    /** Earlier values of the incumbent, one after the other. */
    record Remembered(SessionContext context, Benchmark benchmark, Benchmark.Order order, Trial trial)
            implements SideRunner {
        @Override
        public Measurement execute(Role role) {
            var session = context.session();
            if (role.side() == Side.CANDIDATE) return benchmark.candidate(session, order, role, trial.tree());
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
            int used = 0;
            for (var execution : session.trial().orElseThrow().executions()) if (execution.isAt(Side.INCUMBENT)) used++;
            return used;
        }

        /** Values of the commit that is HEAD, be it as what was kept last or as what another candidate had to beat. */
        private List<Measurement> earlier(Session session) {
            var values = new ArrayList<Measurement>();
            var incumbent = session.current().incumbent().filter(this::isHead);
            if (incumbent.isPresent()) add(incumbent.get().evidence(), Side.CANDIDATE, values);
            if (values.isEmpty())
                incumbent
                        .flatMap(run -> run.evidence().measurement())
                        .filter(Measurement::counts)
                        .ifPresent(values::add);
            if (incumbent.isEmpty())
                for (var run : session.current().runs())
                    if (run.evidence().trial().filter(this::measuredHead).isPresent())
                        add(run.evidence(), Side.INCUMBENT, values);
            return values;
        }

        /** Somebody may have committed since, or taken back: then it is other code. */
        private boolean isHead(Run kept) {
            return trial.commit().isEmpty() || trial.commit().startsWith(kept.commit());
        }

        private boolean measuredHead(Trial earlier) {
            return earlier.commit().equals(trial.commit()) && earlier.pairing() != PairMode.NONE;
        }

        private static void add(Evidence evidence, Side side, List<Measurement> values) {
            for (var execution : evidence.executions())
                if (execution.isAt(side) && execution.counts()) values.add(execution);
        }
    }
}
