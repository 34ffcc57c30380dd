package dev.autoresearch.review;

import dev.autoresearch.git.Branches.Revision;
import dev.autoresearch.model.AuditResult;
import dev.autoresearch.model.Format;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Session;
import java.util.List;
import java.util.Optional;

/** What the commit of a kept change says to its reviewer: the change, the evidence, where it comes from. */
final class ReviewMessage {
    private final Session session;

    ReviewMessage(Session session) {
        this.session = session;
    }

    /** A commit by hand keeps its own words. */
    String of(Revision revision, Optional<Run> kept) {
        if (kept.isEmpty()) return revision.message() + "\n";
        var run = kept.get();
        return SafeText.line(run.description(), 200) + "\n\n" + evidence(run) + "\n\nAutoresearch-Run: " + run.number()
                + "\nAutoresearch-Commit: " + revision.id() + "\n";
    }

    /** One commit for several changes. */
    String ofAll(List<Review.Change> changes) {
        var text = new StringBuilder(changes.get(0).subject());
        if (changes.size() > 1) text.append(" and ").append(Format.count(changes.size() - 1, "more change"));
        text.append('\n');
        for (var change : changes) {
            text.append("\n* ").append(change.subject()).append('\n');
            change.run()
                    .ifPresent(run -> text.append("  ")
                            .append(evidence(run).replace("\n", "\n  "))
                            .append('\n'));
        }
        text.append("\nOne commit, since a change between them was left out.\n");
        for (var change : changes) text.append("\nAutoresearch-Commit: ").append(change.commit());
        return text.append('\n').toString();
    }

    private String evidence(Run run) {
        var segment = session.segments().get(run.segment());
        var metric = segment.setup().metric();
        var text = new StringBuilder();
        run.evidence()
                .judgement()
                .ifPresent(judged ->
                        text.append(SafeText.line(judged.reason(), 300)).append('\n'));
        text.append(metric.name()).append(' ').append(run.result(metric));
        text.append(" in run ").append(run.number()).append(" of \"");
        text.append(SafeText.line(segment.setup().name(), 100)).append('"');
        audited(run)
                .ifPresent(result ->
                        text.append("\naudit: ").append(result.words()).append(result.grounds()));
        for (var key : List.of("hypothesis", "learned")) note(run, key).ifPresent(text::append);
        return text.toString();
    }

    /** The newest answer of an audit. */
    private Optional<AuditResult> audited(Run run) {
        Optional<AuditResult> newest = Optional.empty();
        for (var result : session.segments().get(run.segment()).checks().audited())
            if (result.number() == run.number()) newest = Optional.of(result);
        return newest;
    }

    private static Optional<String> note(Run run, String key) {
        var value = Optional.ofNullable(run.asi().get(key));
        return value.map(said -> "\n" + key + ": " + SafeText.line(words(said), 300));
    }

    private static String words(Object said) {
        if (!(said instanceof List<?> parts)) return String.valueOf(said);
        var all = new StringBuilder();
        for (var part : parts) all.append(all.length() == 0 ? "" : "; ").append(part);
        return all.toString();
    }
}
