package dev.autoresearch.session;

import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.git.Git;
import dev.autoresearch.git.RepositoryCache;
import dev.autoresearch.journal.IdeasFile;
import dev.autoresearch.journal.SessionFiles;
import dev.autoresearch.journal.SessionLock;
import dev.autoresearch.model.Event;
import dev.autoresearch.model.Format;
import dev.autoresearch.model.Idea;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.SessionName;
import dev.autoresearch.process.Executor;
import dev.autoresearch.process.OutputListener;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One session: its files, its journal, its repository, and the edges to the world. It never changes: another tree or
 * another listener is another context. The journal, the locks and the tree of a candidate change, and have classes of
 * their own.
 */
public final class SessionContext {
    private final SessionFiles files;
    private final Edges edges;
    private final Options options;
    private final SessionStore store;
    private final SessionAccess access;
    private final IdeasFile ideas;

    /**
     * A tree in which candidates stand that are not in the user's.
     *
     * @param tree the session root there
     * @param kept the full name of the ref that remembers what is kept there
     * @param slot its number, from 1
     * @param cold was it made and not used yet? Its first execution would be slow for no fault of a candidate
     */
    public record Site(Path tree, String kept, int slot, AtomicBoolean cold) {
        public Site(Path tree, String kept, int slot) {
            this(tree, kept, slot, new AtomicBoolean());
        }
    }

    /** What all contexts of a folder have in common. */
    private record Edges(
            Path folder,
            Executor executor,
            Clock clock,
            RepositoryCache repositories,
            Function<SessionContext, String> resume) {}

    /** How contexts of one session differ. Those of a context never change: another one has a changed copy. */
    private static final class Options {
        private ProgressListener progress = ProgressListener.NONE;
        private OutputListener notices = OutputListener.NONE;
        private Duration checksTimeout = Duration.ofMinutes(5);
        private Optional<String> report = Optional.empty();
        private Optional<Path> outputs = Optional.empty();
        private Optional<Site> site = Optional.empty();

        Options with(Consumer<Options> change) {
            var copy = new Options();
            copy.progress = progress;
            copy.notices = notices;
            copy.checksTimeout = checksTimeout;
            copy.report = report;
            copy.outputs = outputs;
            copy.site = site;
            change.accept(copy);
            return copy;
        }
    }

    /**
     * The session in a folder, in this layout if there is none yet.
     *
     * @param resume renders our section of the session document, whenever a session begins, a run is logged or the ideas
     *     change
     */
    public SessionContext(
            Path folder, Layout layout, Executor executor, Clock clock, Function<SessionContext, String> resume) {
        this(
                new Edges(folder, executor, clock, new RepositoryCache(), resume),
                layout,
                Optional.empty(),
                new Options());
    }

    /** Looks at the folder anew. */
    private SessionContext(Edges edges, Layout layout, Optional<SessionName> name, Options options) {
        this.files = SessionFiles.of(edges.folder, layout, name);
        this.edges = edges;
        this.options = options;
        this.store = new SessionStore(this);
        this.access = new SessionAccess(this);
        this.ideas = new IdeasFile(files.ideas());
    }

    private SessionContext(SessionContext same, Options options) {
        this.files = same.files;
        this.edges = same.edges;
        this.options = options;
        this.store = same.store.of(this);
        this.access = same.access.of(this);
        this.ideas = same.ideas;
    }

    /** A session in this layout if there is none yet; the folder is looked at anew. */
    public SessionContext withLayout(Layout layout) {
        return new SessionContext(edges, layout, files.name(), options);
    }

    public SessionContext named(SessionName session) {
        return new SessionContext(edges, files.layout(), Optional.of(session), options);
    }

    /** Another session of the folder, whose journal is to be put right; the empty text is the unnamed one. */
    public SessionContext ofSession(String other) {
        var name = other.isEmpty() ? Optional.<SessionName>empty() : Optional.of(new SessionName(other));
        return new SessionContext(
                edges, files.layout(), name, new Options().with(fresh -> fresh.notices = options.notices));
    }

    private SessionContext with(Consumer<Options> change) {
        return new SessionContext(this, options.with(change));
    }

    /** The benchmark reports its samples there, even if the session names another report. */
    public SessionContext withReport(String spec) {
        return with(options -> options.report = Optional.of(spec));
    }

    public SessionContext withChecksTimeout(Duration limit) {
        return with(options -> options.checksTimeout = limit);
    }

    public SessionContext withProgress(ProgressListener listener) {
        return with(options -> options.progress = listener);
    }

    /** This listener gets a line for what is worth knowing and no problem. */
    public SessionContext withNotices(OutputListener listener) {
        return with(options -> options.notices = listener);
    }

    /** For another benchmark than the session's own: outputs go to this folder, progress to no listener. */
    public SessionContext quietly(Path outputs) {
        return with(options -> {
            options.progress = ProgressListener.NONE;
            options.report = Optional.empty();
            options.outputs = Optional.of(outputs);
        });
    }

    /** With candidates that stand elsewhere than in the user's tree. */
    public SessionContext at(Site site) {
        return with(options -> options.site = Optional.of(site));
    }

    /** Where the benchmark reports its samples, if it does. */
    public Optional<String> report(Session session) {
        // a quiet context has another benchmark than the session's
        return options.outputs.isPresent() ? Optional.empty() : options.report.or(session.setup()::report);
    }

    /** Time limit of the checks script; zero for none. */
    public Duration checksTimeout() {
        return options.checksTimeout;
    }

    public void notice(String sentence) {
        options.notices.line(sentence);
    }

    public ProgressListener progress() {
        return options.progress;
    }

    /** Where whole outputs of benchmarks go. */
    public Path outputs() {
        return options.outputs.orElseGet(() -> files.makeState().resolve("output"));
    }

    /** Where candidates stand, if not in the user's tree. */
    public Optional<Site> site() {
        return options.site;
    }

    /** The session root in the tree where the candidate stands. */
    public Path tree() {
        return options.site.map(Site::tree).orElse(files.root());
    }

    /** The scripts and settings of the session as they are where the candidate stands. */
    public SessionFiles filesInTree() {
        return options.site.isEmpty() ? files : new SessionFiles(tree(), files.layout());
    }

    public SessionFiles files() {
        return files;
    }

    public Executor executor() {
        return edges.executor;
    }

    public Clock clock() {
        return edges.clock;
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
        return edges.repositories.at(tree, files.own());
    }

    /** The repository, if the session commits to it. */
    public Optional<Git> git(Session session) {
        return session.setup().git() ? repository() : Optional.empty();
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
        return store.session();
    }

    /** The same for a command that needs a session. Without one not even a lock file is left behind. */
    public <T> T inSession(String what, boolean measures, Supplier<T> work) {
        refuseBesideLoop(what);
        requireBranch(begun());
        return locked(what, measures, work);
    }

    /** Refuses to go on while another branch is checked out than that of a named session. */
    public void requireBranch(Session session) {
        access.requireBranch(session);
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

    SessionStore store() {
        return store;
    }

    /** Appends events, durably; the checkpoint and the session document follow. */
    public void append(List<? extends Event> events) {
        store.append(events);
    }

    /** The same for a loop, one step after the other, under the session's lock. */
    public void appendStep(Event event) {
        locked("loop", false, () -> {
            append(List.of(event));
            return event;
        });
    }

    public List<Idea> ideas() {
        return ideas.all();
    }

    public Idea addIdea(String text) {
        return locked("ideas add", false, () -> documented(ideas.add(text)));
    }

    public Idea ideaDone(int number) {
        return locked("ideas done", false, () -> documented(ideas.done(number)));
    }

    private Idea documented(Idea changed) {
        store.document(false);
        return changed;
    }

    String resume() {
        return edges.resume.apply(this);
    }

    /** A second run while one is pending would lose the first. */
    public void refusePending(Session session) {
        if (session.pending().isEmpty()) return;
        var pending = session.pending().get();
        var value = pending.primary().isPresent()
                ? session.metric().text(pending.primary().getAsDouble())
                : pending.ending();
        var age = Format.duration(Math.max(0, clock().millis() - pending.started()) / 1000.0);
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

    public Session begun() {
        return store.begun();
    }
}
