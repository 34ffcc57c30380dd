package dev.autoresearch.endtoend;

import java.util.Set;

/** The shell commands of a page as one script, which stops at the first that fails. */
final class DocumentScript {
    /** Beginnings of lines that another test runs, or that run this one. */
    private static final Set<String> ELSEWHERE = Set.of(
            "mvn verify", // this build
            "./jbang autoresearch.java demo", // ReadmeTest
            "./jbang autoresearch.java shell <", // ScriptsTest
            "./jbang scripts/", // ScriptsTest
            "./jbang init -t loop@", // EntryTest
            "./jbang docs/CommandReference.java", // DocumentationTest
            "claude mcp add", // McpEntryTest
            "codex mcp add",
            "~/autoresearch/jbang ~/autoresearch/scripts/mcp.java");

    private DocumentScript() {}

    static String of(MarkdownPage page) {
        var script = new StringBuilder("set -e\n");
        for (var block : page.blocks("sh"))
            for (var line : block.split("\n"))
                if (ELSEWHERE.stream().noneMatch(line::startsWith))
                    script.append(runnable(line)).append('\n');
        return script.toString();
    }

    private static String runnable(String line) {
        // no agent is installed where tests run, but the line has to be understood
        if (line.startsWith("autoresearch loop ")) return line + " --dry-run";
        // lines for the clone; all others belong into a project
        boolean inTheClone = line.contains("./jbang") || line.startsWith("jshell ");
        return inTheClone ? "(cd '" + RealJBang.PROJECT + "'; " + line + ")" : line;
    }
}
