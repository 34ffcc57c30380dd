package dev.autoresearch.git;

import dev.autoresearch.Problem;
import dev.autoresearch.model.TreeState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where the repository is, and what it can be asked.
 *
 * @param top the top of the work tree
 * @param gitDir the git folder of this work tree
 * @param commonDir the git folder that all work trees share
 * @param git git at the top of the work tree
 * @param gitAtRoot git at the session root
 * @param trees trees of commits, as far as git was asked for them; safe for several threads
 */
record Repository(
        Path root,
        Path top,
        Path gitDir,
        Path commonDir,
        PathScope scope,
        GitCommand git,
        GitCommand gitAtRoot,
        Map<String, String> trees) {

    private static final List<String> UNDER_WAY =
            List.of("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply");

    /**
     * The repository around a folder; empty when git is missing, or the folder is in no work tree, or the repository around
     * it ignores it.
     */
    static Optional<Repository> find(Path root, List<String> own) {
        if (!Files.isDirectory(root)) return Optional.empty();
        GitCommand git = GitCommand.in(root);
        GitOutput output;
        try {
            output = git.start("rev-parse --is-inside-work-tree --show-toplevel"
                    + " --absolute-git-dir --git-common-dir --show-prefix");
        } catch (IOException e) {
            // without git the session only loses git: experiments go on
            return Optional.empty();
        }
        List<String> lines = output.lines();
        if (!output.ok() && (lines.contains("false") || output.stderr().contains("not a git repository (or any"))) {
            return Optional.empty();
        }
        if (!output.ok() || lines.size() < 4 || lines.size() > 5) {
            throw output.problem("git refuses " + root, "do what git says, or go on without git (--no-git)");
        }
        return Optional.of(of(root, own, lines, git)).filter(Repository::isNotIgnored);
    }

    private static Repository of(Path root, List<String> own, List<String> lines, GitCommand git) {
        try {
            Path top = Path.of(lines.get(1));
            String prefix = lines.size() == 5
                    ? new String(lines.get(4).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
                    : "";
            return new Repository(
                    root,
                    top,
                    Path.of(lines.get(2)),
                    root.toAbsolutePath().resolve(lines.get(3)).normalize(),
                    PathScope.of(prefix, own),
                    GitCommand.in(top),
                    git,
                    new ConcurrentHashMap<>());
        } catch (InvalidPathException e) {
            throw new Problem(
                            "this Java cannot name the folder " + e.getInput(),
                            "use a UTF-8 locale: export LC_ALL=C.UTF-8")
                    .because(e);
        }
    }

    /** A folder that the repository around it ignores (a build folder, say) is none of its business. */
    boolean isNotIgnored() {
        return scope.prefix().isEmpty()
                || !gitAtRoot.run("check-ignore -q .").ok()
                || !gitAtRoot.run("ls-files -z").fields().isEmpty();
    }

    /** The whole repository as the experiment; the session's own files are still none of it. */
    Repository whole() {
        return new Repository(top, top, gitDir, commonDir, new PathScope("", scope.own()), git, git, trees);
    }

    TreeState head() {
        GitOutput output = git.run("rev-parse HEAD HEAD^{tree}");
        if (output.stderr().contains("unknown revision")) {
            if (isUnborn()) throw noCommit();
            // a busy machine has had a HEAD that could not be read for a moment
            output = git.run("rev-parse HEAD HEAD^{tree}");
        }
        List<String> ids = output.lines();
        if (output.ok() && ids.size() != 2)
            ids = git.run("rev-parse HEAD HEAD^{tree}").lines();
        if (!output.ok() || ids.size() != 2) throw output.problem("git does not tell what HEAD is", "");
        trees.put(ids.get(0), ids.get(1));
        return new TreeState(ids.get(0), ids.get(1));
    }

    /** Is HEAD a branch that is not there yet? */
    private boolean isUnborn() {
        GitOutput branch = git.run("symbolic-ref -q HEAD");
        return branch.ok() && !refs(branch.line()).contains(branch.line());
    }

    /** A commit with its tree, which never changes. */
    TreeState point(String commit) {
        return new TreeState(commit, trees.computeIfAbsent(commit, this::treeOf));
    }

    private static Problem noCommit() {
        return new Problem("the repository has no commit yet", "make one: git add -A && git commit -m \"start\"");
    }

    /** The commit of HEAD, and everything under the root that differs from it, the session's own files included. */
    GitStatus status() {
        return GitStatus.parse(gitAtRoot
                .must(
                        "the work tree cannot be read",
                        "--literal-pathspecs status --porcelain=v2 --branch --no-ahead-behind -z"
                                + " --untracked-files=all --no-renames --ignore-submodules=dirty -- .")
                .fields());
    }

    /** The paths that two trees hold differently, everywhere. */
    TreeDiff differences(String from, String to) {
        return TreeDiff.of(this, from, to);
    }

    /** The paths of the experiment that two trees hold differently. */
    TreeDiff experiment(String from, String to) {
        return differences(from, to).only(change -> scope.holds(change.path()));
    }

    /** Is it a commit that another builds on, or this very one? */
    boolean isAncestor(String ancestor, String commit) {
        return commit.equals(ancestor)
                || git.run("merge-base --is-ancestor", ancestor, commit).ok();
    }

    String treeOf(String commit) {
        var name = commit + "^{tree}";
        GitOutput output = git.run("rev-parse --verify -q", name);
        if (!output.ok() || commit.startsWith("-")) {
            throw new Problem("git does not know " + commit + " any more", "its changes are gone from this repository");
        }
        return output.line().isEmpty()
                ? git.id("git does not know " + commit, "rev-parse --verify -q", name)
                : output.line();
    }

    /** Those of the paths that the ignore rules cover, tracked or not. */
    List<String> ignored(List<String> paths) {
        if (paths.isEmpty()) return List.of();
        StringBuilder asked = new StringBuilder();
        for (String path : paths) {
            // check-ignore knows no literal pathspecs, and a leading colon is magic to it
            asked.append("./").append(path).append('\0');
        }
        GitOutput output = git.reading(asked).run("check-ignore --no-index -z --stdin");
        if (output.exit() > 1) throw output.problem("the ignore rules cannot be read", "");
        return output.fields().stream().map(path -> path.substring(2)).toList();
    }

    /** Lists patterns, relative to the root, in the ignore rules that belong to this clone and are in no commit; each once. */
    void exclude(List<String> patterns) {
        Path file = commonDir.resolve("info").resolve("exclude");
        try {
            Files.createDirectories(file.getParent());
            String text = Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
            Set<String> present = new HashSet<>(Arrays.asList(text.split("\n", -1)));
            StringBuilder more = new StringBuilder();
            for (String pattern : patterns) {
                String line = anchored(scope.prefix(), pattern);
                if (present.add(line)) more.append(line).append('\n');
            }
            if (more.length() > 0) {
                String start = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
                Files.writeString(
                        file,
                        start + more,
                        StandardCharsets.ISO_8859_1,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            throw new Problem(file + " cannot be written: " + e.getMessage(), "check the permissions of the git folder")
                    .because(e);
        }
    }

    private static String anchored(String prefix, String pattern) {
        StringBuilder line = new StringBuilder("/");
        for (int i = 0; i < prefix.length(); i++) {
            char c = prefix.charAt(i);
            if (c == '*' || c == '?' || c == '[' || c == '\\') line.append('\\');
            line.append(c);
        }
        return line.append(PathScope.raw(pattern.startsWith("/") ? pattern.substring(1) : pattern))
                .toString();
    }

    /** A commit of a tree by a committer of our own, which no ref holds yet. */
    String commit(String tree, List<String> parents, String message) {
        List<String> arguments = new ArrayList<>(List.of(tree));
        for (String parent : parents) arguments.addAll(List.of("-p", parent));
        return git.asAutoresearch()
                .reading(message.getBytes(StandardCharsets.UTF_8))
                .id(
                        "the changes cannot be stored",
                        "-c i18n.commitEncoding=UTF-8 commit-tree",
                        arguments.toArray(new String[0]));
    }

    Optional<String> tip(String ref) {
        GitOutput output = git.run("rev-parse --verify -q", ref + "^{commit}");
        return output.ok() ? Optional.of(output.line()) : Optional.empty();
    }

    /** The full names of the refs below one such as {@code refs/autoresearch}. */
    Set<String> refs(String prefix) {
        return new HashSet<>(git.run("for-each-ref --format=%(refname)", prefix).lines());
    }

    TemporaryIndex copyIndex() {
        return TemporaryIndex.copyOf(gitDir.resolve("index"), git);
    }

    /** Brings entries of the user's index to HEAD, and looks at changed files again. */
    void resetIndex(List<String> paths) {
        if (paths.isEmpty()) {
            // only the times of files are in doubt: a locked index or a differing file is no failure here
            git.run("update-index -q --refresh");
            return;
        }
        git.reading(TemporaryIndex.terminated(paths))
                .mustUnderLock(
                        "the git index cannot be brought up to date",
                        "--literal-pathspecs -c reset.quiet=false -c submodule.recurse=false"
                                + " reset --pathspec-from-file=- --pathspec-file-nul HEAD");
    }

    /** Lets the user's index know files that it would otherwise not look at. */
    void track(List<String> paths) {
        if (paths.isEmpty()) return;
        git.reading(TemporaryIndex.terminated(paths))
                .mustUnderLock("the git index cannot be written", "update-index --add --remove -z --stdin");
    }

    /** Moves the current branch, or the detached HEAD, when it is where it is believed to be; files and index stay. */
    void moveHead(String from, String to) {
        git.must("the commit cannot be undone", "update-ref -m", "autoresearch: undo a commit", "HEAD", to, from);
    }

    /** Before 2.35 git removes also the emptied folder it stands in. */
    void keepRoot() {
        try {
            Files.createDirectories(root);
        } catch (IOException e) {
            throw new Problem("the folder " + root + " cannot be made again: " + e.getMessage(), "make it by hand")
                    .because(e);
        }
    }

    /** What is begun and not finished here, by the name of its command: {@code merge}, {@code rebase}. */
    List<String> underWay() {
        return UNDER_WAY.stream()
                .filter(name -> Files.exists(gitDir.resolve(name)))
                .map(name -> name.startsWith("rebase") ? "rebase" : name.substring(0, name.indexOf("_HEAD")))
                .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    /** A merge or rebase has its own idea of what the next commit is. */
    void refuseUnfinishedMerge() {
        var commands = underWay();
        if (!commands.isEmpty())
            throw new Problem(
                    "a " + commands.get(0) + " is under way in this repository",
                    "finish or abort it first (git status says how), then try again");
    }
}
