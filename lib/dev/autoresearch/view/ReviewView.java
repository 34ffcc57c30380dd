package dev.autoresearch.view;

import dev.autoresearch.model.Format;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.review.Review;
import java.util.Optional;

/** The branches that kept changes became, or would become. */
public final class ReviewView {
    private static final int MOST_FILES = 4;

    private final Style style;

    public ReviewView(Style style) {
        this.style = style;
    }

    /** A heading a branch, its changes below. */
    public String render(Review review) {
        var text = new StringBuilder();
        for (var branch : review.branches()) {
            text.append(branch.name())
                    .append("   ")
                    .append(style.dim(SafeText.names(branch.files(), MOST_FILES, 60)))
                    .append('\n');
            for (var change : branch.changes())
                text.append("  ").append(line(change)).append('\n');
        }
        for (var left : review.left())
            text.append(left.dropped() ? "left out   " : "stays      ")
                    .append(name(left.run()))
                    .append(left.dropped() ? "" : "   later changes build on it")
                    .append('\n');
        return style.text(text.toString());
    }

    private String line(Review.ReviewCommit change) {
        if (change.run().isEmpty()) return SafeText.line(change.subject(), 100) + style.dim("   by hand");
        var run = change.run().get();
        return name(run) + effect(run).map(size -> "   " + style.good(size)).orElse("");
    }

    /** As the pairs had it, else as the one value says. */
    private static Optional<String> effect(Run run) {
        var judged = run.evidence().judgement();
        var measured = judged.flatMap(Judgement::change);
        if (measured.isPresent() || judged.isEmpty() || judged.get().reference().isEmpty()) return measured;
        var change = Format.change(judged.get().reference().getAsDouble(), run.metric());
        return change.isPresent() ? Optional.of(Format.percent(change.getAsDouble())) : Optional.empty();
    }

    private static String name(Run run) {
        return "#" + run.number() + " " + SafeText.line(run.description(), 100);
    }
}
