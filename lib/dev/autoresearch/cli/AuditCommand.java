package dev.autoresearch.cli;

import dev.autoresearch.model.AuditResult;
import dev.autoresearch.view.CheckView;
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
        try (var live = LiveLine.on(console)) {
            audited = research.onProgress(live).audit(plan);
        }
        var document = new LinkedHashMap<String, Object>();
        document.put("changes", audited.stream().map(CheckView::document).toList());
        console.document(document);
        if (audited.isEmpty()) {
            console.line("no change was kept since the baseline: nothing to audit");
            return ExitCode.DONE;
        }
        console.print(new CheckView(console.style()).render(audited));
        console.advise(summary(audited));
        return ExitCode.DONE;
    }

    private static String summary(List<AuditResult> audited) {
        var idle = audited.stream()
                .filter(result -> result.verdict() == AuditResult.Verdict.IDLE)
                .toList();
        if (idle.isEmpty()) return "none of them is known to have lost its place";
        if (idle.size() == 1)
            return "1 change no longer earns its place; take it out and attempt that: git revert --no-commit "
                    + idle.get(0).commit() + " && autoresearch attempt -d \"simpler\" --no-worse-than 1%";
        return idle.size() + " changes no longer earn their place; take one out and attempt that: git revert"
                + " --no-commit " + idle.get(0).commit() + " && autoresearch attempt -d \"simpler\" --no-worse-than 1%";
    }
}
