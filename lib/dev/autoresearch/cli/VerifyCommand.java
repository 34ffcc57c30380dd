package dev.autoresearch.cli;

import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.VerifyResult;
import dev.autoresearch.view.RunJson;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Measures the honest total. */
final class VerifyCommand implements CliCommand {
    private static final int PAIRS = 10;

    @Override
    public Usage usage() {
        return Usage.of(
                "verify",
                "Measure the baseline against HEAD in pairs: the honest total.",
                "autoresearch verify",
                Option.value("pairs", "N", "how many pairs, at least 10 (default: 10)"),
                Option.COMMAND,
                Option.TIMEOUT,
                Option.value("prepare", "CMD", "run once in each worktree (default: attempt's)"),
                Option.CARRY);
    }

    @Override
    public int run(Arguments arguments, Console console) {
        int pairs = arguments.whole("pairs", PAIRS, PlanOptions.MOST_PAIRS).orElse(PAIRS);
        var plan = PlanOptions.of(arguments);
        var research = CliCommand.session(arguments, console);
        Optional<VerifyResult> verified;
        try (var live = console.progress()) {
            verified = research.onProgress(live).verify(pairs, plan);
        }
        console.document(document(verified));
        console.line(verified.isPresent() ? words(verified.get()) : "HEAD is the baseline still: nothing to verify");
        return ExitCode.DONE;
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
