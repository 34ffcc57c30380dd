package dev.autoresearch.cli;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.Problem;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.cli.Usage.Option;
import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Metric.Direction;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Setup;
import dev.autoresearch.model.Setup.Safeguards;
import dev.autoresearch.session.ProgressListener;
import dev.autoresearch.stats.Comparison;
import dev.autoresearch.stats.CostScale;
import dev.autoresearch.sweep.CommandTemplate;
import dev.autoresearch.sweep.Parameter;
import dev.autoresearch.sweep.Sweep;
import dev.autoresearch.sweep.SweepResult;
import dev.autoresearch.view.AttemptView;
import dev.autoresearch.view.ResultView;
import dev.autoresearch.view.RunJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class SweepCommand implements CliCommand {
    private static final String SESSION_OF_SWEEPS = "sweep";
    private static final String NO_GUARD = "none";
    private static final int MOST_PARAMETERS = 100;

    @Override
    public Usage usage() {
        return new Usage(
                "sweep",
                "NAME=VALUES…",
                MOST_PARAMETERS,
                "Measure variants of a command; VALUES: 8,16,32 or 1..4 or 1..9..2.",
                "autoresearch sweep -m ms -c \"./bench.sh --batch {batch}\" batch=8,16,32",
                List.of(
                        Option.value('c', "command", "CMD", "with a {NAME} for each; a literal brace as {{ or }}"),
                        Option.value('m', "metric", "NAME", "the number to improve (default: the session's)"),
                        Option.DIRECTION,
                        Option.UNIT,
                        Option.REPORT,
                        Option.value("guard", "RULE", "the best must meet it: \"errors == 0\"; none: no guard"),
                        Option.value("samples", "N", "only so many combinations, drawn at random"),
                        Option.value("seed", "N", "draws other ones (default: 1)"),
                        Option.flag("halving", "in rounds: the better half goes on to the next"),
                        Option.TIMEOUT,
                        Option.value("rule", "NAME", "auto (default), paired, single"),
                        Option.value("min-effect", "PERCENT", "better is only a gain of at least this"),
                        Option.value("max-pairs", "N", "give up after as many pairs"),
                        Option.flag("reset", "measure all anew; the old journal is kept, numbered")));
    }

    @Override
    public int run(Arguments arguments, Console console) {
        var name = arguments.value("session").orElse(SESSION_OF_SWEEPS);
        var research = AutoResearch.in(CliCommand.folder(arguments))
                .onNotice(console::notice)
                .named(name);
        console.inSession(name);
        var known = research.session().initialized()
                ? research.session()
                : around(arguments, console).session();
        var sweep = sweep(arguments, known);
        if (!research.session().initialized()) research.begin(setup(arguments, known, sweep));
        else {
            refuseOther(arguments, known, sweep);
            if (arguments.has("reset")) research.reset(setup(arguments, known, sweep));
        }
        var plan = arguments.plan().command(Optional.empty(), arguments.timeout());
        var swept = swept(research.by(plan), sweep, console);
        console.document(RunJson.sweep(swept, research.status().layout()));
        console.print("\n" + new ResultView(console.style()).render(swept));
        if (swept.best().isEmpty() && !swept.runs().isEmpty())
            console.advise(
                    "see what the first one said:  {}",
                    NextStep.of("show", swept.runs().get(0).number()));
        return DONE;
    }

    private static SweepResult swept(AutoResearch research, Sweep sweep, Console console) {
        try (var live = console.briefProgress()) {
            int longest = 0;
            for (var variant : sweep.variants())
                longest = Math.max(longest, variant.toString().length());
            var view = new AttemptView(console.style()).describing(Math.min(60, longest + 2), false);
            var listener = new ProgressListener() {
                @Override
                public void line(String text) {
                    live.line(text);
                }

                @Override
                public void outlook(PairForecast outlook) {
                    live.outlook(outlook);
                }

                @Override
                public void pairs(Comparison.Progress progress, CostScale scale) {
                    live.pairs(progress, scale);
                }

                @Override
                public void recorded(Attempt attempt) {
                    live.above(() -> {
                        live.begin("");
                        console.line(view.render(attempt).stripTrailing());
                    });
                }
            };
            return research.onProgress(listener).sweep(sweep);
        }
    }

    /** The session of the folder: its metric and command are taken when none are given. */
    private static AutoResearch around(Arguments arguments, Console console) {
        var research = AutoResearch.in(CliCommand.folder(arguments));
        return Optional.ofNullable(console.environment().get(SESSION))
                .filter(name -> !name.isEmpty())
                .map(research::named)
                .orElse(research);
    }

    private static Sweep sweep(Arguments arguments, Session known) {
        var command = arguments
                .value("command")
                .or(() -> known.setup().command())
                .orElseThrow(() -> arguments.usage("option --command is required: no session here has one"));
        var parameters = new ArrayList<Parameter>();
        for (int i = 0; arguments.argument(i).isPresent(); i++)
            parameters.add(Parameter.parse(arguments.argument(i).get()));
        if (arguments.has("seed") && !arguments.has("samples")) throw arguments.usage("--seed needs --samples");
        var sample = arguments
                .value("samples")
                .map(text -> new Sweep.RandomSample(
                        arguments.whole("samples", 1, Sweep.MOST).orElse(1),
                        arguments.whole("seed", 0, Integer.MAX_VALUE).orElse(1)));
        return new Sweep(new CommandTemplate(command), parameters, sample, arguments.has("halving"));
    }

    private static Setup setup(Arguments arguments, Session known, Sweep sweep) {
        var setup = known.setup();
        var guards = arguments.has("guard")
                ? arguments.all("guard")
                : setup.safeguards().guards();
        if (guards.equals(List.of(NO_GUARD))) guards = List.of();
        var begun = Setup.of(sweep.goal(), metric(arguments, known))
                .command(sweep.template().toString())
                .layout(Layout.SDK)
                .git(false)
                .safeguards(new Safeguards(guards, setup.safeguards().protect(), false));
        var report = arguments.value("report").or(setup::report);
        return report.map(begun::report).orElse(begun);
    }

    private static Metric metric(Arguments arguments, Session known) {
        if (!known.initialized() && !arguments.has("metric"))
            throw arguments.usage("option --metric is required: there is no session here to take it from");
        var usual = known.metric();
        var name = arguments.value("metric").orElse(usual.name());
        boolean isUsual = known.initialized() && name.equals(usual.name());
        var direction = arguments.direction().orElse(isUsual ? usual.direction() : Direction.LOWER);
        return new Metric(name, arguments.value("unit").orElse(isUsual ? usual.unit() : ""), direction);
    }

    /** What is asked for must be what the sweep there was begun with, unless it is begun anew. */
    private static void refuseOther(Arguments arguments, Session session, Sweep sweep) {
        var here = session.setup();
        var wanted = setup(arguments, session, sweep);
        boolean isSame = here.command().equals(wanted.command())
                && here.metric().name().equals(wanted.metric().name())
                && here.metric().direction() == wanted.metric().direction()
                && here.report().equals(wanted.report())
                && here.safeguards().guards().equals(wanted.safeguards().guards());
        if (!here.git() && (isSame || arguments.has("reset"))) return;
        throw new Problem(
                "another session is there already: " + here,
                here.git()
                        ? "give the sweep a name of its own: --session NAME"
                        : "--reset begins anew (the old journal is kept), --session NAME goes beside it");
    }
}
