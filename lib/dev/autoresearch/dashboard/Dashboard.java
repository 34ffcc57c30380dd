package dev.autoresearch.dashboard;

import com.sun.net.httpserver.HttpServer;
import dev.autoresearch.Problem;
import dev.autoresearch.session.SessionContext;
import dev.autoresearch.view.ResumeView;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The live dashboard of a session on this machine alone. It reads and never writes. Its address holds a token that
 * each request must have. It serves from threads of its own until it is closed or the program ends.
 */
public final class Dashboard implements AutoCloseable {
    private static final long LOOK_MILLIS = 150;
    private static final int TOKEN_BYTES = 16;
    private static final int BACKLOG = 100;

    private final HttpServer server;
    private final ExecutorService threads;
    private final ChangeFeed changes;
    private final URI address;

    private Dashboard(HttpServer server, SessionContext context, String token) {
        int port = server.getAddress().getPort();
        this.server = server;
        this.changes = new ChangeFeed(context, LOOK_MILLIS);
        this.address = URI.create("http://127.0.0.1:" + port + "/" + token + "/");
        this.threads = Executors.newCachedThreadPool(Dashboard::daemon);
        server.setExecutor(threads);
        server.createContext("/", new Routes(token, port, changes));
        server.start();
        // A long journal takes a second to read, which is over by the time that the page is open.
        threads.execute(changes::readAhead);
    }

    /**
     * Opens the dashboard of a session that has begun.
     *
     * @param port 0: any that is free
     * @throws Problem when there is no session, or the port is taken
     */
    public static Dashboard open(SessionContext context, int port) {
        context.begun();
        var files = context.files();
        // One of its own, since the caller's may be at work in another thread.
        var fresh = new SessionContext(
                files.root(), files.layout(), context.executor(), context.clock(), ResumeView::render);
        var own = files.name().map(fresh::named).orElse(fresh);
        // Without it each small answer waits 40 ms for an acknowledgement; read once, when the first server is made.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            return new Dashboard(HttpServer.create(new InetSocketAddress(loopback, port), BACKLOG), own, newToken());
        } catch (IOException e) {
            throw new Problem(
                            "cannot serve on port " + port + ": " + e.getMessage(),
                            "leave --port out to get one that is free")
                    .because(e);
        }
    }

    private static String newToken() {
        var token = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(token);
        return HexFormat.of().formatHex(token);
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "dashboard");
        thread.setDaemon(true);
        return thread;
    }

    /** Where it is, token included. */
    public URI address() {
        return address;
    }

    @Override
    public void close() {
        changes.close();
        server.stop(0);
        threads.shutdownNow();
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
