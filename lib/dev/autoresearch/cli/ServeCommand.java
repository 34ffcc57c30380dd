package dev.autoresearch.cli;

import dev.autoresearch.Problem;
import dev.autoresearch.cli.Usage.Option;
import dev.autoresearch.dashboard.Dashboard;
import java.util.LinkedHashMap;
import java.util.concurrent.CountDownLatch;

final class ServeCommand implements CliCommand {
    private static final int GREATEST_PORT = 65_535;

    @Override
    public Usage usage() {
        return Usage.of(
                "serve",
                "Show the session live in a browser, on this machine alone.",
                "autoresearch serve",
                Option.value("port", "N", "where to listen (default: any that is free)"));
    }

    @Override
    public int run(Arguments arguments, Console console) {
        int port = arguments.whole("port", 0, GREATEST_PORT).orElse(0);
        try (var dashboard =
                Dashboard.open(CliCommand.session(arguments, console).context(), port)) {
            var document = new LinkedHashMap<String, Object>();
            document.put("url", dashboard.address().toString());
            document.put("port", dashboard.address().getPort());
            document.put("pid", ProcessHandle.current().pid());
            console.document(document);
            console.line("dashboard:  " + dashboard.address());
            console.line("the address works on this machine alone; Ctrl-C ends it");
            console.out().flush();
            new CountDownLatch(1).await();
            return DONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Problem.INTERRUPTED;
        }
    }
}
