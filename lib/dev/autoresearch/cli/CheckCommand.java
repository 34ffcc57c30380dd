package dev.autoresearch.cli;

import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.cli.Usage.Option;
import dev.autoresearch.model.AuditResult;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Verdict;
import dev.autoresearch.model.VerifyResult;
import dev.autoresearch.view.ResultView;
import dev.autoresearch.view.RunJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Measures again what was kept: the honest total, or each kept change by itself. */
final class CheckCommand implements CliCommand {
    private static final int PAIRS = 10;

    private final boolean each;

    /** @param each is each kept change measured, as {@code audit} does, or all of them, as {@code verify} does? */
    CheckCommand(boolean each) {
        this.each = each;
    }

    @Override
    public Usage usage() {
        var pairs = each
                ? Option.value("max-pairs", "N", "give up on a change after as many pairs (default: 30)")
                : Option.value("pairs", "N", "how many pairs, at least 10 (default: 10)");
        var name = each ? "audit" : "verify";
        return Usage.of(
                name,
                each
                        ? "Measure HEAD without each kept change: which still earn?"
                        : "Measure the baseline against HEAD in pairs: the honest total.",
                "autoresearch " + name,
                pairs,
                Option.COMMAND,
                Option.TIMEOUT,
                Option.value("prepare", "CMD", "run once in each worktree (default: attempt's)"),
                Option.CARRY);
    }

    @Override
    public int run(Arguments arguments, Console console) {
        int pairs = arguments.whole("pairs", PAIRS, Arguments.MOST_PAIRS).orElse(PAIRS);
        var plan = arguments.plan();
        var research = CliCommand.session(arguments, console);
        if (each) show(console.watching(research, () -> research.audit(plan)), console);
        else show(console.watching(research, () -> research.verify(pairs, plan)), console);
        return DONE;
    }

    private static void show(List<AuditResult> audited, Console console) {
        var document = new LinkedHashMap<String, Object>();
        document.put("changes", audited.stream().map(RunJson::audit).toList());
        console.document(document);
        if (audited.isEmpty()) {
            console.line("no change was kept since the baseline: nothing to audit");
            return;
        }
        console.print(new ResultView(console.style()).render(audited));
        console.line(summary(audited, console));
    }

    private static void show(Optional<VerifyResult> verified, Console console) {
        console.document(document(verified));
        console.line(verified.isPresent() ? words(verified.get()) : "HEAD is the baseline still: nothing to verify");
    }

    private static String summary(List<AuditResult> audited, Console console) {
        var idle = audited.stream()
                .filter(result -> result.verdict() == Verdict.IDLE)
                .toList();
        if (idle.isEmpty()) return "none of them is known to have lost its place";
        var which = idle.size() == 1
                ? "1 change no longer earns its place; take it out"
                : idle.size() + " changes no longer earn their place; take one out";
        return which + " and attempt that: git revert --no-commit "
                + idle.get(0).commit() + " && "
                + console.phrase(NextStep.attempt("simpler").with("--no-worse-than", "1%"));
    }

    private static String words(VerifyResult verified) {
        return verified + "\n  HEAD " + SafeText.shortId(verified.head()) + " against the baseline "
                + SafeText.shortId(verified.baseline()) + "; the interval is anytime-valid";
    }

    private static Object document(Optional<VerifyResult> verified) {
        if (verified.isPresent()) return RunJson.verify(verified.get());
        var document = new LinkedHashMap<String, Object>();
        document.put("measured", false);
        document.put("reason", "HEAD is the baseline still");
        return document;
    }
}
