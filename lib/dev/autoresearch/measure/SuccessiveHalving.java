package dev.autoresearch.measure;

import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.Format;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Measurement.Role;
import dev.autoresearch.model.Measurement.Role.Purpose;
import dev.autoresearch.model.Metric.Direction;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Plan.PairMode;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Side;
import dev.autoresearch.model.Status;
import dev.autoresearch.model.Trial;
import dev.autoresearch.model.Verdict;
import dev.autoresearch.session.RunRecorder;
import dev.autoresearch.session.SessionContext;
import dev.autoresearch.sweep.ParameterValues;
import dev.autoresearch.sweep.Sweep.Arm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Thins variants out in rounds; the last two come to a verdict. See {@link Arm}. */
final class SuccessiveHalving {
    private final SessionContext context;
    private final Plan plan;
    private final SweepRunner sweeping;
    private final Map<ParameterValues, Integer> lastRounds = new HashMap<>();

    SuccessiveHalving(SessionContext context, Plan plan, SweepRunner sweeping) {
        this.context = context;
        this.plan = plan;
        this.sweeping = sweeping;
    }

    void sweep(List<ParameterValues> variants) {
        var arms = arms(context.session(), variants);
        for (var finalist : finalists(arms))
            if (!sweeping.isDone(finalist.setting())) context.progress().recorded(sweeping.measure(finalist.setting()));
        for (var arm : arms)
            if (!sweeping.isDone(arm.setting())) context.progress().recorded(putAside(arm.setting()));
    }

    /** The variants with what earlier rounds measured; one that was logged without any round takes no part. */
    private List<Arm> arms(Session session, List<ParameterValues> variants) {
        var measured = session.current().rounds().stream()
                .collect(Collectors.groupingBy(execution -> execution.attempt().orElse("")));
        var arms = new ArrayList<Arm>();
        for (var variant : variants) {
            var executions = measured.getOrDefault(variant.toString(), List.of());
            boolean isLogged = sweeping.isDone(variant);
            if (isLogged && executions.isEmpty()) continue;
            var arm = new Arm(variant, List.of(), false, isLogged);
            for (var execution : executions) arm = after(arm, execution);
            arms.add(arm);
        }
        return arms;
    }

    private static Arm after(Arm arm, Measurement execution) {
        return execution.counts() ? arm.plus(execution.primary().orElseThrow()) : arm.failed();
    }

    private List<Arm> finalists(List<Arm> all) {
        var direction = context.session().metric().direction();
        var arms = List.copyOf(all);
        if (arms.size() > Arm.FINALISTS) warmUp(arms);
        for (int round = 0; arms.size() > Arm.FINALISTS; round++) {
            var executed = executed(arms, round);
            var better = Arm.betterHalf(executed, round, direction);
            // an earlier command has shown the round that it measured
            if (!executed.equals(arms)) tell(executed, better, round, direction);
            for (var arm : executed) lastRounds.put(arm.setting(), round);
            arms = better;
        }
        return arms;
    }

    /** The very first execution of all would be slow for no fault of its variant. */
    private void warmUp(List<Arm> arms) {
        if (!context.session().current().rounds().isEmpty()) return;
        arms.stream().filter(arm -> arm.isWanted(0)).findFirst().ifPresent(arm -> execute(arm, Purpose.WARM_UP));
    }

    /** In turns, so that a machine that gets slower does so for all of them. */
    private List<Arm> executed(List<Arm> arms, int round) {
        var executed = new ArrayList<>(arms);
        for (int number = 1; number <= Arm.executions(round); number++)
            for (int i = 0; i < executed.size(); i++) {
                var arm = executed.get(i);
                if (arm.isWanted(round) && arm.values().size() < number)
                    executed.set(i, after(arm, execute(arm, Purpose.ROUND)));
            }
        return executed;
    }

    private Measurement execute(Arm arm, Purpose purpose) {
        var session = context.session();
        sweeping.refuseTouched();
        var command = Optional.of(sweeping.command(arm.setting()));
        var benchmark = Benchmark.of(context, session, plan.command(command, plan.timeout()));
        var role = new Role(purpose, Side.CANDIDATE);
        var execution = benchmark
                .elsewhere(role, context.tree())
                .about(Optional.of(arm.setting().toString()));
        context.append(List.of(execution));
        return execution;
    }

    private void tell(List<Arm> arms, List<Arm> better, int round, Direction direction) {
        var best = Arm.ranked(arms, round, direction).get(0);
        var value = best.values().isEmpty()
                ? "none passed"
                : context.session().metric().text(best.median(round));
        var sentence = "round " + (round + 1) + ": " + Format.count(arms.size(), "variant") + ", "
                + Format.count(Arm.executions(round), "execution") + " of each so far; " + better.size()
                + " go on, first "
                + best.setting() + " (" + value + ")";
        context.notice(SafeText.line(sentence, 200));
    }

    /** Logs a variant that did not come to a verdict. */
    private Attempt putAside(ParameterValues variant) {
        int round = lastRounds.getOrDefault(variant, 0);
        context.append(
                List.of(new Trial(variant.toString(), "", "", Trial.HALVING, 0, PairMode.COMMANDS, plan.maxPairs())));
        var session = context.session();
        var executions = session.trial().orElseThrow().executions();
        boolean isFailed = !executions.stream().allMatch(Measurement::counts);
        var reason = "put aside after round " + (round + 1) + ": " + Format.count(executions.size(), "execution");
        var judgement = Judgement.of(Trial.HALVING, isFailed ? Verdict.CRASHED : Verdict.PUT_ASIDE, false, reason);
        var entry = SweepRunner.entry(variant).status(isFailed ? Status.CRASH : Status.DISCARD);
        var incumbent = session.current().best();
        var run = new RunRecorder(context).record(session, entry, Optional.of(judgement));
        return new Attempt(Optional.of(run), session.metric(), incumbent, Optional.empty());
    }
}
