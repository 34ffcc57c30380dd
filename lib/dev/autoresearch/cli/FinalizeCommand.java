package dev.autoresearch.cli;

import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.cli.Usage.Option;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.review.Finalization.FinalizeOptions;
import dev.autoresearch.view.ResultView;
import dev.autoresearch.view.RunJson;

final class FinalizeCommand implements CliCommand {
    @Override
    public Usage usage() {
        return Usage.of(
                "finalize",
                "Turn kept changes into branches for review.",
                "autoresearch finalize --plan",
                Option.flag("plan", "show the branches, make none"),
                Option.value("base", "REV", "where they begin (default: where HEAD left its trunk)"),
                Option.value("prefix", "NAME", "of their names (default: finalize/ and the session)"),
                Option.flag("drop-unconfirmed", "leave out what audit found wanting"));
    }

    @Override
    public int run(Arguments arguments, Console console) {
        var wish = new FinalizeOptions(
                arguments.value("base"),
                arguments.value("prefix"),
                arguments.has("drop-unconfirmed"),
                !arguments.has("plan"));
        var review = CliCommand.session(arguments, console).finalizeBranches(wish);
        console.document(RunJson.review(review));
        console.print(new ResultView(console.style()).render(review));
        var from = " from " + SafeText.shortId(review.base()) + "; together they are HEAD"
                + (review.left().stream().anyMatch(left -> left.dropped()) ? " without what is left out" : "");
        console.line(review + from);
        if (review.made())
            console.line("nothing was pushed; to hand one in: git push -u origin "
                    + review.branches().get(0).name());
        else console.advise("to make them: {}", NextStep.of("finalize"));
        return DONE;
    }
}
