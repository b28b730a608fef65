package io.maxiofs.server;

import io.maxiofs.base.LifeCycle;
import io.maxiofs.server.admin.AdminApi;
import io.maxiofs.server.admin.api.AdminJson;
import io.maxiofs.server.admin.api.LocalAccess;
import io.maxiofs.server.config.Configuration;
import io.maxiofs.server.config.ConfigurationException;
import io.maxiofs.server.config.ListenAddress;
import io.maxiofs.server.config.ServerSettings;
import io.maxiofs.server.database.DatabaseException;
import io.maxiofs.server.http.JsonServer;
import io.maxiofs.server.identity.IdentityException;
import io.maxiofs.server.identity.IdentityService;
import io.maxiofs.server.identity.SecretGenerator;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.file.LocalDisk;
import io.maxiofs.storage.file.PrivateFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server: the composition root. {@link #start} is the list of steps; stopping undoes them in reverse. */
public final class Server {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final Duration STOP_DEADLINE = Duration.ofSeconds(30);

    private final LifeCycle lifeCycle;
    private final CountDownLatch stopRequested;
    private final URI s3;
    private final URI admin;

    private Server(LifeCycle lifeCycle, CountDownLatch stopRequested, URI s3, URI admin) {
        this.lifeCycle = lifeCycle;
        this.stopRequested = stopRequested;
        this.s3 = s3;
        this.admin = admin;
    }

    /**
     * Starts everything; ready when this returns.
     *
     * @throws StartException if it cannot; what had been started is stopped again
     */
    public static Server start(ServerOptions options) {
        LifeCycle lifeCycle = new LifeCycle();
        try {
            return start(options, lifeCycle);
        } catch (ConfigurationException | IdentityException | DatabaseException | IOException e) {
            lifeCycle.stop();
            throw new StartException(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            lifeCycle.stop();
            throw e;
        }
    }

    private static Server start(ServerOptions options, LifeCycle lifeCycle) throws IOException {
        Instant started = options.clock().instant();
        Configuration configuration = options.configuration();
        logEffective(configuration);
        InetSocketAddress s3Listen = resolve(configuration.get(ServerSettings.LISTEN));
        InetSocketAddress adminListen = resolve(configuration.get(ServerSettings.ADMIN_LISTEN));
        DataLayout layout = new DataLayout(options.dataDirectory());
        PrivateFiles files = new PrivateFiles(new LocalDisk());
        SecretGenerator generator = new SecretGenerator(options.random());

        files.createDirectory(layout.root());
        ObjectStore store = openStore(options, layout, lifeCycle);
        files.createDirectory(layout.serverDirectory());
        IdentityService identities = new IdentityStart(options, layout, files, lifeCycle).run(generator);
        CountDownLatch stopRequested = new CountDownLatch(1);
        ServerState state = new ServerState(configuration, layout, store, started, options.clock(), stopRequested);
        String localToken = generator.token();
        AdminApi.Services services = new AdminApi.Services(identities, store.buckets(), Map.of(), state);
        JsonServer adminPort = open(
                "admin",
                adminListen,
                () -> JsonServer.start(
                        adminListen, null, AdminApi.router(services, generator, options.clock(), localToken)));
        lifeCycle.onStop("admin port", STOP_DEADLINE, adminPort::close);
        URI admin = url(adminListen, adminPort.address());
        URI s3 = url(s3Listen, s3Listen);
        state.listening(s3, admin);
        shareLocalAccess(
                files,
                layout,
                new LocalAccess(
                        admin.toString(), localToken, ProcessHandle.current().pid(), null));
        lifeCycle.onStop("local token", STOP_DEADLINE, () -> files.delete(layout.localAccess()));
        return new Server(lifeCycle, stopRequested, s3, admin);
    }

    private static ObjectStore openStore(ServerOptions options, DataLayout layout, LifeCycle lifeCycle)
            throws IOException {
        StoreOpener.Opened opened = options.storeOpener().open(layout.root(), options.configuration(), options.clock());
        lifeCycle.onStop("store", STOP_DEADLINE, opened.closer()::close);
        return opened.store();
    }

    private static void logEffective(Configuration configuration) {
        for (Configuration.Entry entry : configuration.entries()) {
            LOG.info("Setting {} = {} ({})", entry.setting().key(), entry.text(), entry.source());
        }
        configuration.warnings().forEach(LOG::warn);
    }

    private static InetSocketAddress resolve(ListenAddress address) {
        try {
            return new InetSocketAddress(InetAddress.getByName(address.host()), address.port());
        } catch (UnknownHostException e) {
            throw new StartException("Cannot listen on " + address + ": the host name is unknown", e);
        }
    }

    private static <T> T open(String what, InetSocketAddress address, Supplier<T> opener) {
        try {
            return opener.get();
        } catch (RuntimeException e) {
            if (isBindFailure(e)) {
                throw new StartException(
                        "Cannot open the " + what + " port on " + address.getHostString() + ":" + address.getPort()
                                + ": it is in use by another program, or not allowed. Choose another with --listen and"
                                + " --admin-listen.",
                        e);
            }
            throw e;
        }
    }

    private static boolean isBindFailure(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SocketException) {
                return true;
            }
        }
        return false;
    }

    /** A wildcard address cannot be called, so a local program is told the loopback one. */
    private static URI url(InetSocketAddress asked, InetSocketAddress bound) {
        String host = asked.getAddress().isAnyLocalAddress()
                ? InetAddress.getLoopbackAddress().getHostAddress()
                : asked.getAddress().getHostAddress();
        String literal = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return URI.create("http://" + literal + ":" + bound.getPort());
    }

    private static void shareLocalAccess(PrivateFiles files, DataLayout layout, LocalAccess access) throws IOException {
        files.write(layout.localAccess(), AdminJson.strict().write(access));
    }

    /** The S3 endpoint, with the port that was really opened. */
    public URI s3() {
        return s3;
    }

    /** The admin endpoint, with the port that was really opened. */
    public URI admin() {
        return admin;
    }

    /** Waits until somebody asks the server to stop through the admin API. */
    public void awaitStopRequest() throws InterruptedException {
        stopRequested.await();
    }

    /**
     * Stops everything: ports first, requests under way get time to finish, the store last. Does its work once.
     *
     * @return names of what did not stop as it should; empty if all did
     */
    public List<String> stop() {
        return lifeCycle.stop();
    }
}
