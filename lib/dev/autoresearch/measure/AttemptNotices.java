package dev.autoresearch.measure;

import dev.autoresearch.model.Format;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.TreeState;
import dev.autoresearch.model.Trial;
import dev.autoresearch.session.SessionContext;
import dev.autoresearch.stats.CostScale;
import dev.autoresearch.stats.PairedRule;
import dev.autoresearch.stats.RuleReplay;
import java.util.List;

/** What a person should know about an attempt that is no problem. */
final class AttemptNotices {
    private static final double SLOW_SECONDS = 8;

    private final SessionContext context;

    AttemptNotices(SessionContext context) {
        this.context = context;
    }

    /** The first execution of a baseline says how long it will take. */
    void slow(double seconds) {
        if (seconds >= SLOW_SECONDS)
            context.notice("an execution takes " + Format.duration(seconds)
                    + "; the baseline takes about eight of them, " + Format.duration(8 * seconds));
    }

    /** What makes a comparison another one than the person may think. */
    void before(PairedRule judge, Trial begun, SideRunner sides) {
        if (!context.session().trial().orElseThrow().executions().isEmpty()) return;
        if (judge.incumbentValue().isEmpty() && sides.measuresIncumbent())
            context.notice("HEAD is not what it was at the last run, so it is measured before the candidate");
        int fewest = judge.fewestPairs();
        int most = begun.maxPairs().orElse(fewest);
        if (most < fewest)
            context.notice("--max-pairs " + most
                    + " can keep nothing now: a pair doubles the evidence at most, so it takes " + fewest + " of them");
    }

    /** A benchmark that passes with a value that cannot be compared looks like a crash without a cause. */
    void useless(CostScale scale, Measurement execution) {
        if (!execution.isMeasured() || RuleReplay.isUseful(scale, execution)) return;
        var metric = context.session().metric();
        context.notice(metric.name() + " is " + metric.text(execution.primary().getAsDouble())
                + ", and its noise was measured in percent of values above zero, so it counts as a crash;"
                + " --rule single compares it");
    }

    /** Somebody committed, or took back, and one measurement knows nothing of that. */
    void otherCode(Session session, Measurement measured) {
        var kept = session.current().incumbent().map(Run::commit).orElse("");
        var head = measured.candidate().map(TreeState::commit).orElse(kept);
        if (!head.startsWith(kept))
            context.notice("HEAD is not what was kept last, and one measurement is compared with values from before;"
                    + " another --rule measures HEAD as it is");
    }

    /** They are measured with every candidate, and stay when one is put back. */
    void edited(List<String> submodules) {
        if (!submodules.isEmpty())
            context.notice("edits inside the submodule " + SafeText.names(submodules)
                    + " are no part of a candidate, though they"
                    + " are measured with it: commit them there, and try the new commit here");
    }

    /** What it costs not to measure the incumbent. */
    void cost() {
        context.notice(
                "the incumbent is not measured again: its earlier values stand for it, so whatever made the machine"
                        + " slower or faster since then counts as the candidate's");
    }
}
