package dev.autoresearch.review;

import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.git.Branches;
import dev.autoresearch.git.Branches.Revision;
import dev.autoresearch.git.Git;
import dev.autoresearch.git.Worktree;
import dev.autoresearch.model.AuditResult;
import dev.autoresearch.model.Format;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.TreeState;
import dev.autoresearch.model.Verdict;
import dev.autoresearch.session.SessionContext;
import dev.autoresearch.session.UserDirs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Cuts the kept changes into branches for review. Each branch begins at the base and holds the commits whose files
 * overlap. No two branches touch the same file, so each is made without a merge. Together they give HEAD's tree,
 * which is checked before any branch exists. The user's tree and branch are left alone.
 */
public final class Finalization {
    private final SessionContext context;
    private final Session session;
    private final Git git;
    private final Branches branches;
    /** What the branches have to add up to: HEAD, or HEAD without what is left out. */
    private String tip;

    private List<Revision> history = List.of();

    public Finalization(SessionContext context) {
        this.context = context;
        this.session = context.begun();
        this.git = context.git(session, "finalize");
        this.branches = git.branches();
        this.tip = git.head();
    }

    /** Plans the branches, and makes them if that is wished. */
    public Review review(FinalizeOptions wish) {
        context.requireBranch(session);
        var head = tip;
        var base = base(wish);
        history = new ArrayList<>(branches.since(base));
        var unconfirmed = wish.dropUnconfirmed() ? takeOut(unconfirmed(head)) : List.<Review.Unconfirmed>of();
        var review = new Review(base, head, cut(base, prefix(wish)), unconfirmed, wish.make());
        if (review.branches().isEmpty())
            throw new Problem(
                    "nothing was kept since " + SafeText.shortId(base) + ", so there is nothing to review",
                    Hint.of(
                            "{} shows what was tried; {} begins elsewhere",
                            NextStep.of("status"),
                            NextStep.of("finalize").with("--base", "REV")));
        refuseOtherTree(review);
        if (wish.make()) make(review);
        return review;
    }

    private String base(FinalizeOptions wish) {
        if (wish.base().isPresent()) return git.commitOf(wish.base().get());
        return branches.fork()
                .or(this::sessionStart)
                .orElseThrow(() -> new Problem(
                        "it is not known where this session began",
                        Hint.of(
                                "say where the branches begin: {}",
                                NextStep.of("finalize").with("--base", "REV"))));
    }

    /** HEAD as it was when the first run of the session was measured. */
    private Optional<String> sessionStart() {
        return runs().flatMap(run -> before(run).stream()).filter(git::exists).findFirst();
    }

    private List<Run> unconfirmed(String head) {
        var audited = new LinkedHashMap<Integer, AuditResult>();
        for (var result : session.current().checks().audited())
            if (result.head().equals(head)) audited.put(result.number(), result);
        if (audited.isEmpty())
            throw new Problem(
                    "HEAD was not audited, so nothing is known to be unconfirmed",
                    Hint.of("{} measures each kept change against HEAD without it", NextStep.of("audit")));
        audited.values().removeIf(result -> result.verdict() != Verdict.IDLE);
        return session.runs().stream()
                .filter(run -> audited.containsKey(run.number()))
                .toList();
    }

    /** Takes runs out, the newest first; what cannot be taken out cleanly stays. */
    private List<Review.Unconfirmed> takeOut(List<Run> runs) {
        var taken = new ArrayList<Review.Unconfirmed>();
        if (runs.isEmpty()) return taken;
        var scratch = git.worktree(UserDirs.cache()
                .resolve("checks")
                .resolve(Worktree.nameFor(context.files().home()) + "-finalize"));
        try {
            for (int i = runs.size() - 1; i >= 0; i--) {
                var run = runs.get(i);
                var revision = history.stream().filter(one -> isOf(run, one)).findFirst();
                scratch.checkout(tip);
                var shorter = revision.isPresent() ? scratch.without(tip, run.commit()) : Optional.<String>empty();
                tip = shorter.orElse(tip);
                if (shorter.isPresent()) history.remove(revision.get());
                taken.add(0, new Review.Unconfirmed(run, shorter.isPresent()));
            }
        } finally {
            scratch.remove();
        }
        return List.copyOf(taken);
    }

    private List<Review.Branch> cut(String base, String prefix) {
        var groups = overlaps(
                history.stream().map(revision -> Set.copyOf(revision.paths())).toList());
        var made = new ArrayList<Review.Branch>();
        for (int i = 0; i < groups.size(); i++) {
            var members = groups.get(i).stream().map(history::get).toList();
            var number = String.valueOf(made.size() + 1);
            var width = String.valueOf(groups.size()).length();
            var name = prefix + "/" + "0".repeat(width - number.length()) + number + "-"
                    + slug(described(members.get(0)), "change");
            branch(base, members, name).ifPresent(made::add);
        }
        return List.copyOf(made);
    }

    /** Commits on top of each other; one for all where something between them was taken out. */
    private Optional<Review.Branch> branch(String base, List<Revision> members, String name) {
        var files = new LinkedHashSet<String>();
        var changes = new ArrayList<Review.ReviewCommit>();
        var last = base;
        var tree = base;
        for (var revision : members) {
            files.addAll(revision.paths());
            changes.add(new Review.ReviewCommit(revision.id(), run(revision), described(revision)));
            tree = branches.with(tree, revision);
            last = branches.commit(tree, last, revision, message(revision, run(revision)));
        }
        var wanted = branches.taking(base, files, tip);
        if (!git.treeOf(last).equals(wanted))
            last = branches.commit(wanted, base, members.get(members.size() - 1), messageOfAll(changes));
        files.retainAll(new HashSet<>(branches.changed(base, wanted)));
        // what a later change undid needs no review
        if (files.isEmpty()) return Optional.empty();
        return Optional.of(new Review.Branch(name, last, List.copyOf(changes), List.copyOf(files)));
    }

    private Optional<Run> run(Revision revision) {
        return runs().filter(run -> isOf(run, revision)).findFirst();
    }

    private Stream<Run> runs() {
        return session.segments().stream().flatMap(segment -> segment.runs().stream());
    }

    /** Was the commit made by keeping this run? A baseline without edits names the commit that was there before. */
    private static boolean isOf(Run run, Revision revision) {
        boolean named = run.kept() && !run.commit().isEmpty() && revision.id().startsWith(run.commit());
        return named && !before(run).orElse(run.baseline() ? revision.id() : "").equals(revision.id());
    }

    /** HEAD when the run was measured. */
    private static Optional<String> before(Run run) {
        return run.evidence().tried().map(TreeState::commit);
    }

    private String described(Revision revision) {
        return SafeText.line(run(revision).map(Run::description).orElse(revision.subject()), 200);
    }

    private String prefix(FinalizeOptions wish) {
        var prefix =
                wish.prefix().orElseGet(() -> "finalize/" + slug(session.setup().name(), "session"));
        if (!branches.isName(prefix + "/1"))
            throw new Problem(
                    "a branch cannot be called " + SafeText.line(prefix, 80) + "/…",
                    "give another --prefix, as in review/speed");
        return prefix;
    }

    /** A part of a branch's name: ASCII letters and digits, words joined by dashes, 40 characters at most. */
    private static String slug(String text, String otherwise) {
        var slug = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceFirst("^-", "");
        slug = slug.substring(0, Math.min(40, slug.length())).replaceFirst("-$", "");
        return slug.isEmpty() ? otherwise : slug;
    }

    /** A tree that differs from what was measured and kept must never be offered for review. */
    private void refuseOtherTree(Review review) {
        var tree = review.base();
        for (var branch : review.branches()) tree = branches.taking(tree, branch.files(), branch.tip());
        if (!git.treeOf(tree).equals(git.treeOf(tip)))
            throw new Problem(
                    "the branches would not add up to HEAD, so none was made",
                    "please report that; git log " + SafeText.shortId(review.base()) + "..HEAD has the changes");
    }

    private void make(Review review) {
        var wanted = new LinkedHashMap<String, String>();
        var others = new ArrayList<String>();
        for (var branch : review.branches()) {
            var tip = branches.tip(branch.name());
            if (tip.isEmpty()) wanted.put(branch.name(), branch.tip());
            else if (!tip.get().equals(branch.tip())) others.add(branch.name());
        }
        if (!others.isEmpty())
            throw new Problem(
                    "other branches of that name exist: " + String.join(", ", others),
                    "give another --prefix; or delete them: git branch -D " + String.join(" ", others));
        if (!wanted.isEmpty()) branches.create(wanted);
    }

    /**
     * How kept changes are to become branches.
     *
     * @param base the commit that each begins at; empty: where HEAD left its trunk, else where the session began
     * @param prefix of the branches' names; empty: {@code finalize/} and the session's name
     * @param dropUnconfirmed leave out what the audit of HEAD found wanting
     * @param make false: only plan
     */
    public record FinalizeOptions(
            Optional<String> base, Optional<String> prefix, boolean dropUnconfirmed, boolean make) {
        /** Everything that was kept, from where HEAD left its trunk. */
        public static final FinalizeOptions ALL = new FinalizeOptions(Optional.empty(), Optional.empty(), false, true);
    }

    /**
     * Groups changes that touch the same files, directly or through others. A file and a folder of the same name overlap.
     *
     * @param changes the paths that each touches, {@code /} between folders
     * @return the changes' indices, each once, ascending in each group; groups by their first change
     */
    static List<List<Integer>> overlaps(List<Set<String>> changes) {
        var folders = changes.stream().map(Finalization::withFolders).toList();
        var groups = new ArrayList<List<Integer>>();
        for (int i = 0; i < changes.size(); i++) {
            int change = i;
            var group = new ArrayList<>(List.of(i));
            groups.removeIf(earlier -> earlier.stream()
                            .anyMatch(other -> !Collections.disjoint(changes.get(change), folders.get(other))
                                    || !Collections.disjoint(folders.get(change), changes.get(other)))
                    && group.addAll(earlier));
            Collections.sort(group);
            groups.add(group);
        }
        groups.sort(Comparator.comparing(group -> group.get(0)));
        return groups;
    }

    private static Set<String> withFolders(Set<String> paths) {
        var all = new HashSet<>(paths);
        for (var path : paths)
            for (int end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1))
                all.add(path.substring(0, end));
        return all;
    }

    /** A commit by hand keeps its own words. */
    private String message(Revision revision, Optional<Run> kept) {
        if (kept.isEmpty()) return revision.message() + "\n";
        var run = kept.get();
        return SafeText.line(run.description(), 200) + "\n\n" + evidence(run) + "\n\nAutoresearch-Run: " + run.number()
                + "\nAutoresearch-Commit: " + revision.id() + "\n";
    }

    /** One commit for several changes. */
    private String messageOfAll(List<Review.ReviewCommit> changes) {
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
        return session.segments().get(run.segment()).checks().audited().stream()
                .filter(result -> result.number() == run.number())
                .reduce((earlier, later) -> later);
    }

    private static Optional<String> note(Run run, String key) {
        var value = Optional.ofNullable(run.asi().get(key));
        return value.map(said -> "\n" + key + ": " + SafeText.line(words(said), 300));
    }

    private static String words(Object said) {
        return said instanceof List<?> parts
                ? parts.stream().map(String::valueOf).collect(Collectors.joining("; "))
                : String.valueOf(said);
    }
}
