package dev.autoresearch.session;

import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.git.Git;
import dev.autoresearch.git.RepositoryCache;
import dev.autoresearch.ideas.IdeasFile;
import dev.autoresearch.ideas.IdeasFile.Idea;
import dev.autoresearch.journal.SessionFiles;
import dev.autoresearch.journal.SessionLock;
import dev.autoresearch.model.Event;
import dev.autoresearch.model.Format;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.SessionName;
import dev.autoresearch.process.Executor;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** The place where a session happens: its files, its journal, its repository, and the edges to the world. */
public final class SessionContext {
    private static final NextStep INIT = NextStep.of("init").with("-n", "NAME").with("-m", "METRIC");

    private final Path folder;
    private final Executor executor;
    private final Clock clock;
    private final RepositoryCache repositories;
    private final Function<SessionContext, String> resume;
    private Optional<SessionName> name;
    private SessionFiles files;
    private SessionStore ledger;
    private Optional<Site> site = Optional.empty();
    private SessionAccess access = new SessionAccess(this);
    private boolean cold;
    private Optional<Path> outputs = Optional.empty();
    private ProgressListener progress = ProgressListener.NONE;
    private Consumer<String> notices = line -> {};
    private Optional<String> report = Optional.empty();
    private Duration checksTimeout = Duration.ofMinutes(5);

    /**
     * Where candidates stand that are not in the user's tree.
     *
     * @param tree the session root there
     * @param kept the full name of the ref that remembers what is kept there
     * @param slot its number, from 1
     */
    public record Site(Path tree, String kept, int slot) {}

    /**
     * The session in a folder, in this layout if there is none yet.
     *
     * @param resume renders our section of the session document, from which a fresh agent can go on; asked for it whenever
     *     the session has begun, a run was logged or the ideas changed
     */
    public SessionContext(
            Path folder, Layout layout, Executor executor, Clock clock, Function<SessionContext, String> resume) {
        this(folder, layout, Optional.empty(), executor, clock, new RepositoryCache(), resume);
    }

    private SessionContext(
            Path folder,
            Layout layout,
            Optional<SessionName> name,
            Executor executor,
            Clock clock,
            RepositoryCache repositories,
            Function<SessionContext, String> resume) {
        this.folder = folder;
        this.name = name;
        this.executor = executor;
        this.clock = clock;
        this.repositories = repositories;
        this.resume = resume;
        this.files = SessionFiles.of(folder, layout, name);
        this.ledger = new SessionStore(this);
    }

    /** Looks at the folder anew, for a session in this layout if there is none yet. */
    public void wantLayout(Layout layout) {
        files = SessionFiles.of(folder, layout, name);
        ledger = new SessionStore(this);
    }

    /** Turns to one of several sessions in the folder. */
    public void named(SessionName session) {
        name = Optional.of(session);
        wantLayout(files.layout());
    }

    /** The same place for another session of the folder; the empty text is the unnamed one. */
    public SessionContext ofSession(String other) {
        var otherName = other.isEmpty() ? Optional.<SessionName>empty() : Optional.of(new SessionName(other));
        var shop = new SessionContext(folder, files.layout(), otherName, executor, clock, repositories, resume);
        shop.notices = notices;
        return shop;
    }

    /** From here on the benchmark reports its samples there, whatever the session says. */
    public void report(String spec) {
        report = Optional.of(spec);
    }

    /** Where the benchmark reports its samples, if it does: as told to us, else as the session has it. */
    public Optional<String> report(Session session) {
        // a quiet place has another benchmark than the session's
        return outputs.isPresent() ? Optional.empty() : report.or(session.setup()::report);
    }

    /** From here on the checks script has this time limit; zero for none. */
    public void checksTimeout(Duration limit) {
        checksTimeout = limit;
    }

    /** Time limit of the checks script; zero for none. */
    public Duration checksTimeout() {
        return checksTimeout;
    }

    /** From here on this one watches. */
    public void onProgress(ProgressListener listener) {
        progress = listener;
    }

    /** From here on this one is told what is worth knowing and no problem. */
    public void onNotice(Consumer<String> listener) {
        notices = listener;
    }

    /** Tells whoever drives us something that is worth knowing and no problem. */
    public void notice(String sentence) {
        notices.accept(sentence);
    }

    /** Who watches while a benchmark runs. */
    public ProgressListener progress() {
        return progress;
    }

    /** Where whole outputs of benchmarks go. */
    public Path outputs() {
        return outputs.orElseGet(() -> files.makeState().resolve("output"));
    }

    /** The same place, telling nothing of what runs there: outputs go to this folder, progress to nobody. */
    public SessionContext quietly(Path outputs) {
        var quiet = new SessionContext(folder, files.layout(), name, executor, clock, repositories, resume);
        quiet.outputs = Optional.of(outputs);
        quiet.notices = notices;
        quiet.checksTimeout = checksTimeout;
        quiet.site = site;
        return quiet;
    }

    /** The same session, with candidates that stand elsewhere than in the user's tree. */
    public SessionContext at(Site elsewhere) {
        var there = new SessionContext(folder, files.layout(), name, executor, clock, repositories, resume);
        there.checksTimeout = checksTimeout;
        there.site = Optional.of(elsewhere);
        there.outputs = outputs;
        there.report = report;
        there.progress = progress;
        there.notices = notices;
        there.access = access.of(there);
        return there;
    }

    /** The place of candidates was made just now: its first execution would be slow for no fault of theirs. */
    public void cold() {
        cold = true;
    }

    /** The place of candidates has been used since. */
    public void warm() {
        cold = false;
    }

    /** Was the place of candidates made and not used yet? */
    public boolean isCold() {
        return cold;
    }

    /** Where candidates stand, if not in the user's tree. */
    public Optional<Site> site() {
        return site;
    }

    /** The session root in the tree where the candidate stands. */
    public Path tree() {
        return site.map(Site::tree).orElse(files.root());
    }

    /** The scripts and settings of the session as they are where the candidate stands. */
    public SessionFiles filesInTree() {
        return site.isEmpty() ? files : new SessionFiles(tree(), files.layout());
    }

    /** The session's files. */
    public SessionFiles files() {
        return files;
    }

    /** Runs commands. */
    public Executor executor() {
        return executor;
    }

    /** Tells the time. */
    public Clock clock() {
        return clock;
    }

    /** The repository around the candidate, whether the session uses it or not. */
    public Optional<Git> repository() {
        return repository(tree());
    }

    /** The repository around the user's tree. */
    public Optional<Git> home() {
        return repository(files.root());
    }

    /** The repository around another tree of the session. */
    Optional<Git> repository(Path tree) {
        return repositories.at(tree, files.own());
    }

    /** The repository, if the session commits to it. */
    public Optional<Git> git(Session session) {
        return session.setup().git() ? repository() : Optional.empty();
    }

    /** The repository of a session that has begun, if that commits to it. */
    public Optional<Git> git() {
        return git(begun());
    }

    /** The same for a command that can do nothing without. */
    public Git git(Session session, String word) {
        return git(session)
                .orElseThrow(() -> new Problem(
                        word + " needs a session that uses git: it measures commits",
                        "begin one in a git repository, without --no-git"));
    }

    /** The state after every line of the journal; in the OpenClaw layout also a run that its checkpoint holds. */
    public Session session() {
        return ledger.session();
    }

    /** What a person should know about the journal. */
    public List<String> warnings() {
        return ledger.warnings();
    }

    /** The same for a command that needs a session: where there is none, not even a lock file is left behind. */
    public <T> T inSession(String what, boolean measures, Supplier<T> work) {
        refuseBesideLoop(what);
        new SessionBranch(this).require(begun());
        return locked(what, measures, work);
    }

    /** Refuses a command, by its name, that a loop at work would undo, or that would disturb it. */
    public void refuseBesideLoop(String what) {
        access.refuse(what);
    }

    /** From here on a loop is at work here, as long as it holds this lock. */
    public SessionLock loop(boolean isolated) {
        return access.begin(isolated);
    }

    /** Does a changing command's work under the session's lock, after finishing what an interrupted one left. */
    public <T> T locked(String what, boolean measures, Supplier<T> work) {
        return access.take(what, measures, work);
    }

    /** From here on the journal outlives whatever removes it from the work tree. */
    void hold() {
        ledger.hold();
    }

    /** Gets back a journal that was removed, if it can be; tells whether it was so. */
    public boolean bringBack() {
        return ledger.bringBack();
    }

    /** How to get back a journal that was removed, if there is one. */
    public Optional<String> removed() {
        return ledger.removed();
    }

    /** Appends events, durably; the checkpoint and the session document follow. */
    public void append(List<? extends Event> events) {
        ledger.append(events);
    }

    /** The same for a loop, one step after the other, under the session's lock. */
    public void appendStep(Event event) {
        locked("loop", false, () -> {
            append(List.of(event));
            return event;
        });
    }

    /** The ideas backlog. */
    public List<Idea> ideas() {
        return new IdeasFile(files.ideas()).all();
    }

    /** Appends to the ideas backlog. */
    public Idea addIdea(String text) {
        return locked("ideas add", false, () -> {
            new IdeasFile(files.ideas()).add(text);
            document();
            var all = ideas();
            return all.get(all.size() - 1);
        });
    }

    /** Marks an idea as done. */
    public Idea ideaDone(int number) {
        return locked("ideas done", false, () -> {
            var done = new IdeasFile(files.ideas()).done(number);
            document();
            return done;
        });
    }

    /** Our section of the session document as it should be now. */
    String resume() {
        return resume.apply(this);
    }

    /** Keeps our section of the session document true. */
    public void document() {
        ledger.document(false);
    }

    /** A second run while one is pending would lose the first. */
    public void refusePending(Session session) {
        if (session.pending().isEmpty()) return;
        var pending = session.pending().get();
        var value = pending.primary().isPresent()
                ? session.metric().text(pending.primary().getAsDouble())
                : pending.ending();
        var age = Format.duration(Math.max(0, clock.millis() - pending.started()) / 1000.0);
        throw new Problem(
                "a run is waiting to be logged (" + SafeText.line(pending.command(), 60) + ", " + value + ", " + age
                        + " ago)",
                Hint.of(
                        "log it:      {}\nor drop it:  {}",
                        NextStep.of("log").text("-d", "what you changed"),
                        NextStep.of("log").with("-s", "discard").text("-d", "not wanted")));
    }

    /** The latest run with this number. */
    public Run run(int number) {
        return begun().run(number)
                .orElseThrow(() -> new Problem(
                        "there is no run " + number,
                        Hint.of("{} lists them", NextStep.of("status").with("--all", ""))));
    }

    /** A session that has begun. */
    public Session begun() {
        var session = session();
        if (session.initialized()) return session;
        if (session.totalRuns() > 0)
            throw new Problem(
                    "the journal has runs, but no config line that says what is measured",
                    Hint.of("{} begins a segment after them", INIT));
        throw noSession();
    }

    private Problem noSession() {
        var others = files.sessions().others();
        return new Problem(
                "there is no session " + name.map(one -> one + " ").orElse("") + "in " + files.root()
                        + (others.isEmpty() ? "" : "; there is " + others),
                Hint.of(
                        "{} begins one"
                                + (others.isEmpty() || name.isPresent()
                                        ? ""
                                        : "; --session NAME goes on with a named one")
                                + removed().map(how -> "\n" + how).orElse(""),
                        INIT));
    }
}
