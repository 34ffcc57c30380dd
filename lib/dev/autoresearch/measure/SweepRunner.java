package dev.autoresearch.measure;

import dev.autoresearch.Problem;
import dev.autoresearch.git.Git;
import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.Evidence;
import dev.autoresearch.model.LogEntry;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Plan.PairMode;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Trial;
import dev.autoresearch.session.Protection;
import dev.autoresearch.session.SessionContext;
import dev.autoresearch.stats.Guard;
import dev.autoresearch.sweep.ParameterValues;
import dev.autoresearch.sweep.Sweep;
import dev.autoresearch.sweep.SweepResult;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Measures variants that differ by their command only, on the tree as it is. The tree is neither committed nor put
 * back. Each variant is a run of the session, so a killed sweep goes on where it stopped.
 */
public final class SweepRunner {
    private final SessionContext context;
    private final Plan plan;
    private final Sweep sweep;
    private boolean toldOfChange;

    public SweepRunner(SessionContext context, Plan plan, Sweep sweep) {
        this.context = context;
        this.plan = plan;
        this.sweep = sweep;
    }

    /** Measures and records the variants that were not recorded before. */
    public SweepResult sweep() {
        new AttemptRunner(context, plan).check();
        refuseOther(context.begun());
        var variants = sweep.variants();
        refusePending(variants);
        if (sweep.halving()) new SuccessiveHalving(context, plan, this).sweep(variants);
        else {
            var done = done(context.session());
            for (var variant : variants)
                if (!done.contains(variant)) context.progress().recorded(measure(variant));
        }
        return SweepResult.of(context.session().current(), sweep);
    }

    private void refuseOther(Session session) {
        var setup = session.setup();
        if (setup.command().equals(Optional.of(sweep.template().toString())) && !setup.git()) return;
        throw new Problem(
                "the session here is of something else: " + setup,
                "begin the sweep anew with --reset (the old journal is kept), or give it a --session NAME of its own");
    }

    /** A variant that was measured and not recorded goes on; anything else that waits is the person's. */
    private void refusePending(List<ParameterValues> variants) {
        var session = context.session();
        var about = session.pending().flatMap(pending -> pending.attempt());
        for (var variant : variants) if (about.equals(Optional.of(variant.toString())) && !isDone(variant)) return;
        context.refusePending(session);
    }

    boolean isDone(ParameterValues variant) {
        return done(context.session()).contains(variant);
    }

    private static Set<ParameterValues> done(Session session) {
        return session.runs().stream()
                .flatMap(run -> ParameterValues.of(run).stream())
                .collect(Collectors.toSet());
    }

    /** Measures a variant against the best so far, by the plan's rule, and records it. */
    Attempt measure(ParameterValues variant) {
        refuseTouched();
        refuseBlindGuards();
        var tree = tree();
        var entry = entry(variant);
        var here = plan.command(Optional.of(command(variant)), plan.timeout());
        var attempts = new AttemptRunner(context, here);
        var session = context.session();
        if (session.pending().isPresent()) return attempts.decideSingle(entry);
        if (plan.rule().equals(Plan.SINGLE))
            return attempts.single(session, Benchmark.of(context, session, here), entry);
        var open = session.trial().flatMap(Evidence::trial).filter(trial -> isOf(trial, variant));
        return attempts.conduct(open.orElseGet(() -> begun(variant, tree)), entry);
    }

    /** A guard on a metric that the command does not print would put every variant aside but the first. */
    private void refuseBlindGuards() {
        var segment = context.session().current();
        if (segment.best().isEmpty()) return;
        for (var guard : segment.setup().safeguards().guards()) {
            var metric = Guard.parse(guard).metric();
            if (!segment.best().get().metrics().containsKey(metric))
                throw new Problem(
                        "the guard \"" + SafeText.line(guard, 80)
                                + "\" looks at a metric that this command does not print: " + metric,
                        "let it print METRIC " + metric + "=…, then begin anew: --reset\n"
                                + "or begin anew with another guard, or without any: --reset --guard none");
        }
    }

    /** Values of another benchmark would say nothing of the variants. */
    void refuseTouched() {
        try {
            new Protection(context).refuseTouched(context.session());
        } catch (Problem touched) {
            throw new Problem(
                            String.valueOf(touched.getMessage()),
                            "undo that, then go on\nor measure all variants anew: --reset (the old journal is kept)")
                    .because(touched);
        }
    }

    String command(ParameterValues variant) {
        return sweep.template().fill(variant);
    }

    static LogEntry entry(ParameterValues variant) {
        return LogEntry.of(variant.toString()).asi(ParameterValues.NOTE, variant.document());
    }

    private boolean isOf(Trial trial, ParameterValues variant) {
        return trial.description().equals(variant.toString()) && trial.rule().equals(plan.rule());
    }

    private Trial begun(ParameterValues variant, String tree) {
        var trial = new Trial(
                variant.toString(), "", tree, plan.rule(), plan.tolerance(), PairMode.COMMANDS, plan.maxPairs());
        context.append(List.of(trial));
        return trial;
    }

    /** The tree as it stands; variants that were measured on different trees cannot be compared. */
    private String tree() {
        var git = context.repository().filter(Git::hasCommits);
        if (git.isEmpty()) return "";
        var now = git.get().snapshot();
        var first = context.session()
                .current()
                .baseline()
                .flatMap(run -> run.evidence().trial())
                .map(Trial::tree);
        if (!toldOfChange
                && first.isPresent()
                && !first.get().isEmpty()
                && !first.get().equals(now)) {
            toldOfChange = true;
            var files = git.get().exists(first.get()) ? git.get().changed(first.get(), now) : List.of("the whole tree");
            context.notice("since the first variant was measured, " + SafeText.names(files)
                    + " changed; if that matters, measure all of them again: --reset");
        }
        return now;
    }
}
