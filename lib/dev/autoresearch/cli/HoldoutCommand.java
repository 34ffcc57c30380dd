package dev.autoresearch.cli;

/** stub */
final class HoldoutCommand implements Command {
    @Override
    public Usage usage() {
        return Usage.of("holdout", "x", "autoresearch holdout");
    }

    @Override
    public int run(Arguments arguments, Console console) {
        return Exit.DONE;
    }
}
