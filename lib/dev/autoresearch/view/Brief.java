package dev.autoresearch.view;

import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Segment;
import dev.autoresearch.session.BriefInput;
import java.util.List;
import java.util.function.Function;

/**
 * The text of a brief: a pure function of a {@link BriefInput}. Each part has a budget of its own, so that the whole stays
 * below 12 KiB however long the session is. What strangers wrote is data: it is shown on a line of a list or quoted, never
 * as a heading.
 */
public final class Brief {
    /** The most bytes of UTF-8 that a brief has. */
    static final int MOST_BYTES = 12 * 1024;

    private static final int GOAL = 800;
    private static final int NOW = 900;
    private static final int REMARKS = 1200;
    private static final int WORDS = 1200;
    private static final int REPORT = 1300;
    private static final int LIMITS = 900;
    private static final int DECISION = 900;
    private static final int LATEST = 2000;
    private static final int KEPT = 800;
    private static final int IDEAS = 500;
    private static final int DEAD_ENDS = 800;
    private static final int DEAD_ENDS_LOOKED_AT = 200;

    private final BriefInput input;
    private final Function<NextStep, String> phrase;
    private final Segment segment;
    private final RunHistory past;

    private Brief(BriefInput input, Function<NextStep, String> phrase) {
        this.input = input;
        this.phrase = phrase;
        this.segment = input.session().current();
        this.past = new RunHistory(segment, phrase);
    }

    public static String of(BriefInput input) {
        return of(input, NextStep::shell);
    }

    /** The same with commands in these words. */
    public static String of(BriefInput input, Function<NextStep, String> phrase) {
        var brief = new Brief(input, phrase);
        return String.join(
                                "",
                                brief.goal(),
                                brief.now(),
                                brief.remarks(),
                                brief.words(),
                                brief.report(),
                                brief.limits(),
                                brief.decision(),
                                brief.past.latest(LATEST),
                                brief.past.kept(KEPT),
                                brief.ideas(),
                                brief.past.deadEnds(DEAD_ENDS, DEAD_ENDS_LOOKED_AT))
                        .strip()
                + "\n";
    }

    private String goal() {
        var setup = segment.setup();
        return new MarkdownSection("Goal", GOAL, "")
                .item(SafeText.line(setup.name(), 300))
                .item(setup.metric().toString())
                .item(past.progress())
                .text();
    }

    private String now() {
        var part = new MarkdownSection("Do this now", NOW, "");
        if (!segment.hasIncumbent()) return part.say(baseline()).text();
        part.say(
                "Make exactly one change that should improve the metric, small enough to be understood from its result.");
        var offered = input.offered();
        if (offered.isEmpty())
            return part.say("No idea is waiting: find one. Read the code and what was tried below, and choose what is"
                            + " most likely to help.")
                    .text();
        part.say(
                "Try this idea from the backlog (number " + offered.get().idea().number() + "):");
        part.quote(SafeText.line(offered.get().idea().text(), 500));
        if (input.attended())
            part.say("Once it is recorded: "
                    + phrase.apply(
                            NextStep.of("ideas", "done", offered.get().idea().number())));
        offered.get()
                .like()
                .ifPresent(run -> part.say("It looks like run " + run.number() + " ("
                        + run.status().past() + ": " + SafeText.line(run.description(), 100)
                        + "). Do it differently from that run, or not at all."));
        return part.text();
    }

    private String baseline() {
        return input.attended()
                ? "Nothing has been measured yet. Change nothing: `" + phrase.apply(NextStep.attempt("baseline"))
                        + "` measures the tree" + " as it is."
                : "Nothing has been kept yet. Change nothing but what keeps the benchmark from running: the tree as it"
                        + " stands will be the baseline.";
    }

    private String remarks() {
        var part = new MarkdownSection("Know this first", REMARKS, "");
        for (var remark : input.remarks()) if (!remark.isBlank()) part.quote(remark);
        return part.text();
    }

    private String words() {
        var document = input.document();
        var part = new MarkdownSection("What people wrote (" + document + ")", WORDS, "read " + document);
        if (!input.words().isBlank()) part.quote(input.words());
        return part.text();
    }

    private String report() {
        var part = new MarkdownSection("Rules", REPORT, "");
        part.item("One change at a time: two at once teach nothing of either.");
        part.item("Do not touch the benchmark or what it reads, and do not special-case it: a gain must be real.");
        part.item(
                "Simplicity wins ties: fewer lines at the same speed are an improvement, a hair's gain for ugly code is not.");
        part.item("Never stop to ask; nobody is there. Decide, and say why in the hypothesis.");
        if (input.attended()) return attended(part).text();
        part.item(
                "Do not run git commit, stash, reset or checkout, nor autoresearch itself: the loop measures, decides and"
                        + " records once you are done. Leave your change in the files.");
        part.say("\nPrint lines like these, each on a line of its own, then stop:");
        for (var line : List.of(
                "DESCRIPTION what you changed, in a few words",
                "HYPOTHESIS why it should help",
                "LEARNED what the next one should know; name what it depends on: \"no gain while …\"",
                "IDEA something else worth trying later",
                "ASI key=value",
                "COST usd=0.12")) part.say("    " + line);
        return part.text();
    }

    private MarkdownSection attended(MarkdownSection part) {
        part.item("Do not commit: what is kept is committed for you, what is not is stored and put back.");
        part.item(
                "Let `attempt` decide: `log` keeps on your word alone, and asks neither statistics, guards nor a holdout.");
        part.say("\nWhen the change is made, measure and record it, then ask for the next brief:");
        for (var step : List.of(
                NextStep.attempt("what you changed").text("--asi hypothesis=", "why it should help"),
                NextStep.of("ideas", "add").text("", "something else worth trying later"),
                NextStep.of("brief"))) part.say("    " + phrase.apply(step));
        return part;
    }

    private String limits() {
        var part = new MarkdownSection("Not to be touched", LIMITS, "");
        part.say("A change to any of these is refused and not even measured:");
        for (var path : input.protectedPaths()) {
            if (path.startsWith("!")) continue;
            part.item(MarkdownSection.code(path, 100));
        }
        return part.item("the session's own files (`"
                        + input.session().setup().layout().journal() + "` and the like)")
                .text();
    }

    private String decision() {
        var part = new MarkdownSection("How it is decided", DECISION, "");
        var setup = segment.setup();
        setup.command().ifPresent(command -> part.say("Measured by " + MarkdownSection.code(command, 200) + "."));
        part.say(
                setup.git()
                        ? "Your tree is compared with the best kept one by all runs so far, until one more is not worth"
                                + " its time. A gain within the noise is no gain."
                        : "Your tree is compared with the best kept result. A gain within the noise is no gain.");
        for (var guard : setup.safeguards().guards()) part.item("must hold besides: " + SafeText.line(guard, 100));
        if (setup.safeguards().holdout())
            part.item(
                    "a second benchmark that you do not see has to confirm the gain: what fits only the first is discarded");
        return part.text();
    }

    /** Pending ideas after the one that is offered. */
    private String ideas() {
        var part =
                new MarkdownSection("Ideas that wait (later, one by one)", IDEAS, phrase.apply(NextStep.of("ideas")));
        var offered = input.offered();
        for (var offer : input.ideas()) {
            if (offered.isPresent() && offer.equals(offered.get())) continue;
            part.item(SafeText.line(offer.idea().text(), 120) + offer.warning());
        }
        return part.text();
    }
}
