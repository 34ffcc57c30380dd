package dev.autoresearch.cli;

import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.model.AuditResult;
import dev.autoresearch.model.Verdict;
import dev.autoresearch.view.CheckView;
import dev.autoresearch.view.RunJson;
import java.util.LinkedHashMap;
import java.util.List;

/** Puts each kept change to the test again. */
final class AuditCommand implements CliCommand {
    @Override
    public Usage usage() {
        return Usage.of(
                "audit",
                "Measure HEAD without each kept change: which still earn?",
                "autoresearch audit",
                Option.value("max-pairs", "N", "give up on a change after as many pairs (default: 30)"),
                Option.COMMAND,
                Option.TIMEOUT,
                Option.value("prepare", "CMD", "run once in each worktree (default: attempt's)"),
                Option.CARRY);
    }

    @Override
    public int run(Arguments arguments, Console console) {
        var plan = PlanOptions.of(arguments);
        var research = CliCommand.session(arguments, console);
        List<AuditResult> audited;
        try (var live = console.progress()) {
            audited = research.onProgress(live).audit(plan);
        }
        var document = new LinkedHashMap<String, Object>();
        document.put("changes", audited.stream().map(RunJson::audit).toList());
        console.document(document);
        if (audited.isEmpty()) {
            console.line("no change was kept since the baseline: nothing to audit");
            return ExitCode.DONE;
        }
        console.print(new CheckView(console.style()).render(audited));
        console.line(summary(audited, console));
        return ExitCode.DONE;
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
}
