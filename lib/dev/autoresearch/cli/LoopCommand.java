package dev.autoresearch.cli;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.Problem;
import dev.autoresearch.agent.Agent;
import dev.autoresearch.agent.AgentLoop;
import dev.autoresearch.agent.Limit;
import dev.autoresearch.agent.Limits;
import dev.autoresearch.agent.LoopListener;
import dev.autoresearch.cli.Usage.Option;
import dev.autoresearch.journal.SessionSettings;
import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.Event.LoopEnded;
import dev.autoresearch.model.LoopState;
import dev.autoresearch.model.LoopState.LoopReport;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Proposal;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Settlement;
import dev.autoresearch.process.SignalShield;
import dev.autoresearch.session.BriefInput;
import dev.autoresearch.view.Brief;
import dev.autoresearch.view.LoopView;
import dev.autoresearch.view.ProgressLine;
import dev.autoresearch.view.RunJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jline.utils.Signals;

final class LoopCommand implements CliCommand {
    private static final String INTERRUPT = "INT";

    @Override
    public Usage usage() {
        var options = new ArrayList<>(List.of(
                Option.value("agent", "CMD", "edits files; reads its brief, or takes {brief}"),
                Option.value("runs", "N", "end after as many iterations"),
                Option.value("hours", "H", "end after as long; decimals are welcome"),
                Option.value("cost", "USD", "end when the cost that agents report is as much"),
                Option.value("losses", "N", "end after as many iterations without a keep"),
                Option.value("plateau", "N", "end after as many runs without a sure gain"),
                Option.value("until", "TARGET", "end when the best is there: \"latency_ms < 50\""),
                Option.value("agent-timeout", "SECONDS", "for one iteration, 0 for none (default: 1800)"),
                Option.value("scope", "GLOB", "what the agent may edit; may be repeated"),
                Option.flag("isolated", "leave your tree alone until something is kept"),
                Option.value("agents", "N", "so many side by side, 1 to 16, isolated"),
                Option.value("idle-looks", "WHEN", "idle time measures HEAD: on (default) or off"),
                Option.flag("no-provisional", "decide a keep for good before the agent goes on"),
                Option.flag("dry-run", "show plan and brief, and change nothing")));
        options.addAll(Option.PLAN);
        return Usage.of(
                "loop",
                "Let an agent propose, measure, keep or put back, until a limit.",
                "autoresearch loop --agent \"codex exec -s workspace-write\" --hours 8",
                options.toArray(new Option[0]));
    }

    @Override
    public int run(Arguments arguments, Console console) {
        var agent = agent(arguments);
        boolean idleLooks = idleLooks(arguments);
        var asked = arguments.plan();
        var plan = asked.provisional(idleLooks && !arguments.has("no-provisional"));
        var research = CliCommand.measuring(arguments, console);
        var limits = limits(arguments, research);
        int agents = arguments.whole("agents", 1, AgentLoop.MOST_AGENTS).orElse(1);
        boolean isolated = agents > 1 || arguments.has("isolated");
        int worktrees = isolated ? agents : 0;
        if (arguments.has("dry-run"))
            return show(
                    research,
                    research.agentLoop(agent, limits, plan, worktrees, idleLooks),
                    agent,
                    limits,
                    plan,
                    console);
        try (var live = console.briefProgress()) {
            var listener = new ConsoleListener(research.onProgress(live), console, live);
            var loop = research.agentLoop(agent, limits, plan, worktrees, idleLooks);
            var report = interruptible(() -> loop.run(listener), () -> listener.finishing(loop.finish()));
            return switch (report.reason()) {
                case LoopEnded.INTERRUPTED -> Problem.INTERRUPTED;
                case LoopEnded.AGENT_FAILING, LoopEnded.IDLE -> Problem.GENERAL;
                default -> DONE;
            };
        }
    }

    private static boolean idleLooks(Arguments arguments) {
        var when = arguments.value("idle-looks").orElse("on");
        if (!List.of("on", "off").contains(when)) throw arguments.usage("option --idle-looks takes on or off");
        return when.equals("on");
    }

    private static Agent agent(Arguments arguments) {
        var agent = Agent.of(arguments.required("agent"));
        if (arguments.has("agent-timeout")) {
            double seconds = arguments.number("agent-timeout").orElse(0);
            if (seconds < 0 || seconds > 1e9) throw arguments.usage("option --agent-timeout takes seconds from 0");
            agent = agent.timeout(Duration.ofMillis((long) (seconds * 1000)));
        }
        for (var glob : arguments.all("scope")) agent = agent.scope(glob);
        return agent;
    }

    private static Limits limits(Arguments arguments, AutoResearch research) {
        var found = new ArrayList<Limit>();
        for (var target : arguments.all("until")) found.add(Limit.target(target));
        var settings = SessionSettings.read(research.context().files().settings());
        var runs = whole(arguments, "runs");
        (runs.isPresent() ? runs : settings.maxIterations()).ifPresent(most -> found.add(Limit.runs(most)));
        arguments.number("hours").ifPresent(most -> found.add(Limit.hours(most)));
        arguments.number("cost").ifPresent(most -> found.add(Limit.cost(most)));
        whole(arguments, "losses").ifPresent(most -> found.add(Limit.losses(most)));
        whole(arguments, "plateau").ifPresent(most -> found.add(Limit.plateau(most)));
        return new Limits(found);
    }

    private static OptionalInt whole(Arguments arguments, String name) {
        return arguments.whole(name, 1, 1_000_000_000);
    }

    private static int show(
            AutoResearch research, AgentLoop loop, Agent agent, Limits limits, Plan plan, Console console) {
        loop.check();
        var brief = Brief.of(BriefInput.of(research.context(), false));
        var document = new LinkedHashMap<String, Object>();
        document.put("agent", agent.command());
        document.put("agent_timeout_seconds", agent.timeout().toSeconds());
        document.put("scope", agent.scope());
        document.put("limits", limits.words());
        document.put("rule", plan.rule());
        document.put("brief", brief);
        console.document(document);
        console.print(LoopView.plan(agent.command(), agent.scope(), limits.toString(), plan));
        console.line("\nthe brief:\n");
        console.print(brief.endsWith("\n") ? brief : brief + "\n");
        return DONE;
    }

    /** Prints the progress of the loop; the JSON document comes at the end, before an interrupted program may end. */
    private record ConsoleListener(AutoResearch research, Console console, ProgressLine live) implements LoopListener {
        @Override
        public void begun(LoopState loop, Limits limits) {
            print(new LoopView(console.style()).begun(loop, limits.toString()));
        }

        @Override
        public void aside(Attempt attempt) {
            print(new LoopView(console.style()).aside(attempt));
        }

        @Override
        public void proposing(int iteration) {
            live.begin("agent, iteration " + iteration);
        }

        @Override
        public void measuring(Proposal proposal) {
            live.begin("measuring");
        }

        @Override
        public void step(Proposal proposal, Optional<Attempt> attempt) {
            print(new LoopView(console.style()).step(proposal, attempt));
        }

        @Override
        public void settled(Run run, Settlement settlement) {
            print(new LoopView(console.style()).settled(run, settlement));
        }

        @Override
        public void ended(LoopReport report) {
            live.close();
            console.document(RunJson.loop(report));
            console.print(new LoopView(console.style()).render(report));
            console.out().flush();
        }

        void finishing(String after) {
            live.above(() -> console.notice("the loop ends after " + after + "; Ctrl-C again: at once"));
        }

        private void print(String line) {
            live.above(() -> {
                console.line(line);
                console.out().flush();
            });
        }
    }

    /**
     * Does some work with Ctrl-C in two steps: the first one runs {@code first} in a thread of its own, while what this program
     * started goes on; the next ends it at once. Where commands cannot be shielded from the terminal, they would get the first
     * one too, so it ends the program there.
     */
    private static <T> T interruptible(Supplier<T> work, Runnable first) {
        if (!SignalShield.isPossible()) return work.get();
        var usual = new AtomicReference<>(Optional.empty());
        Runnable restore = () -> {
            synchronized (usual) {
                usual.getAndSet(Optional.empty()).ifPresent(handler -> Signals.unregister(INTERRUPT, handler));
            }
        };
        var shield = SignalShield.raise();
        try {
            synchronized (usual) {
                usual.set(Optional.ofNullable(Signals.register(INTERRUPT, () -> {
                    restore.run();
                    first.run();
                })));
            }
            return work.get();
        } finally {
            restore.run();
            shield.close();
        }
    }
}
