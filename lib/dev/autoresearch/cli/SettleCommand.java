package dev.autoresearch.cli;

import dev.autoresearch.cli.Usage.Option;
import dev.autoresearch.view.LoopView;
import dev.autoresearch.view.RunJson;
import java.util.LinkedHashMap;

/** Decides on every keep that is not certain: the end of a loop, by hand. */
final class SettleCommand implements CliCommand {
    @Override
    public Usage usage() {
        return Usage.of(
                "settle",
                "Confirm what was kept, and take out what is likely no improvement.",
                "autoresearch settle",
                Option.value("prepare", "CMD", "run once in each worktree (default: attempt's)"),
                Option.CARRY);
    }

    @Override
    public int run(Arguments arguments, Console console) {
        var plan = arguments.plan();
        var research = CliCommand.session(arguments, console);
        var settled = research.settle(plan);
        var document = new LinkedHashMap<String, Object>();
        document.put("settled", settled.stream().map(RunJson::settlement).toList());
        console.document(document);
        if (settled.isEmpty()) console.line("nothing is open: every keep is settled, or was decided for good");
        var view = new LoopView(console.style());
        for (var settlement : settled)
            console.line(view.settled(research.context().run(settlement.number()), settlement));
        return DONE;
    }
}
