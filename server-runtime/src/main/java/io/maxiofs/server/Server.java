package io.maxiofs.server;

import io.maxiofs.base.LifeCycle;
import io.maxiofs.server.admin.AdminApi;
import io.maxiofs.server.admin.AdminRouter;
import io.maxiofs.server.admin.api.AdminJson;
import io.maxiofs.server.admin.api.LocalAccess;
import io.maxiofs.server.config.Configuration;
import io.maxiofs.server.config.ConfigurationException;
import io.maxiofs.server.config.ServerSettings;
import io.maxiofs.server.database.DatabaseException;
import io.maxiofs.server.database.FailureTables;
import io.maxiofs.server.database.SignInTables;
import io.maxiofs.server.event.audit.AuditLog;
import io.maxiofs.server.event.audit.S3Audit;
import io.maxiofs.server.event.notification.Notifications;
import io.maxiofs.server.http.JsonServer;
import io.maxiofs.server.http.S3Server;
import io.maxiofs.server.identity.IdentityException;
import io.maxiofs.server.identity.IdentityService;
import io.maxiofs.server.identity.SecretGenerator;
import io.maxiofs.server.identity.SignInThrottle;
import io.maxiofs.server.observe.RequestObserver;
import io.maxiofs.server.share.SharePages;
import io.maxiofs.server.tls.ServerCertificate;
import io.maxiofs.server.tls.TlsCertificates;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.engine.StoreRefusedException;
import io.maxiofs.storage.file.LocalDisk;
import io.maxiofs.storage.file.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server: the composition root. {@link #start} is the list of steps; stopping undoes them in reverse. */
public final class Server {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final Duration STOP_DEADLINE = Duration.ofSeconds(30);

    private final ServerOptions options;
    private final Configuration configuration;
    private final DataLayout layout;
    private final LifeCycle lifeCycle = new LifeCycle();
    private final PrivateFiles files = new PrivateFiles(new LocalDisk());
    private final SecretGenerator generator;
    private final StoredTenantLimits tenantLimits = new StoredTenantLimits();
    private final CountDownLatch stopRequested = new CountDownLatch(1);
    private final PortAddress s3Address;
    private final PortAddress adminAddress;
    private URI s3 = URI.create("");
    private URI admin = URI.create("");

    private Server(ServerOptions options) {
        this.options = options;
        this.configuration = options.configuration();
        this.layout = new DataLayout(options.dataDirectory());
        this.generator = new SecretGenerator(options.random());
        this.s3Address = PortAddress.resolve("S3", configuration.get(ServerSettings.LISTEN));
        this.adminAddress = PortAddress.resolve("admin", configuration.get(ServerSettings.ADMIN_LISTEN));
    }

    /**
     * Starts everything; ready when this returns.
     *
     * @throws StartException if it cannot; what had been started is stopped again
     */
    public static Server start(ServerOptions options) {
        Server server = new Server(options);
        try {
            server.run();
            return server;
        } catch (ConfigurationException | IdentityException | DatabaseException | IOException e) {
            server.stop();
            throw new StartException(reasonOf(e), String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            server.stop();
            throw e;
        }
    }

    private static StartException.Reason reasonOf(Exception failure) {
        return switch (failure) {
            case DatabaseException.NewerSchema newer -> StartException.Reason.WRITTEN_BY_NEWER;
            case StoreRefusedException refused ->
                switch (refused.reason()) {
                    case LOCKED -> StartException.Reason.DIRECTORY_LOCKED;
                    case NEWER_FORMAT -> StartException.Reason.WRITTEN_BY_NEWER;
                    case MISSING -> StartException.Reason.DRIVE_MISSING;
                    case MOVED -> StartException.Reason.MOVED;
                    case OTHER -> StartException.Reason.OTHER;
                };
            default -> StartException.Reason.OTHER;
        };
    }

    private void run() throws IOException {
        Instant started = options.clock().instant();
        logEffective();
        refuseOpenAdminPort();
        options.steps().accept(StartStep.STORE);
        files.createDirectory(layout.root());
        StoreOpener.Opened opened = openStore();
        ObjectStore store = opened.store();
        options.steps().accept(StartStep.IDENTITIES);
        files.createDirectory(layout.serverDirectory());
        IdentityStart.Opened people = new IdentityStart(options, layout, files, lifeCycle).run(generator);
        IdentityService identities = people.identities();
        ActivityWriter activity = new ActivityWriter(options.timers(), lifeCycle);
        SignInThrottle throttle = throttle(people, activity);
        AuditLog audit = AuditStart.open(options, layout, people.settings(), lifeCycle);
        tenantLimits.from(identities.tenants());
        Optional<TlsCertificates> tls = TlsStart.open(options, layout, files);
        TlsReload tlsReload =
                new TlsReload(tls, ServerSettings.TLS_MODE.type().format(configuration.get(ServerSettings.TLS_MODE)));
        ServerState state = state(opened, tlsReload, started);
        options.steps().accept(StartStep.WORKERS);
        state.watch(LifecycleStart.start(options, store, people.settings(), files, lifeCycle));
        Optional<Notifications> notifications = notifications(opened);
        S3Start s3Start = new S3Start(options, s3Address, lifeCycle);
        S3Start.Core core = s3Start.prepare(new S3Start.Services(
                store,
                identities,
                notifications,
                people.settings(),
                new S3Audit(audit, people.settings(), options.clock()),
                throttle));
        DataStart.Opened inside = new DataStart(options, generator, lifeCycle).open(core, people.database(), activity);
        options.steps().accept(StartStep.PORTS);
        ObserveStart observe = new ObserveStart(
                options,
                lifeCycle,
                new ObserveStart.Parts(people, store.buckets(), opened.local(), state, notifications));
        activity.add("which programs used the server", observe::writeClients);
        inside.data().jobs().listen(new JobNews(observe.observation().events(), identities));
        String localToken = generator.token();
        JsonServer adminPort = openAdminPort(
                tls,
                AdminApi.router(
                        new AdminApi.Services(
                                identities,
                                store.buckets(),
                                inside.data(),
                                state,
                                opened.local(),
                                notifications,
                                observe.observation()),
                        security(people, audit, localToken, throttle),
                        options.clock()));
        S3Server s3Port = openS3Port(tls, s3Start, core, observe.observer().and(inside.lastWrites()), inside.pages());
        observe.start(s3Port);
        state.listening(s3, admin);
        shareLocalAccess(localToken, tls.map(TlsCertificates::certificate));
        lifeCycle.onStop("local token", STOP_DEADLINE, () -> files.delete(layout.localAccess()));
        tls.ifPresent(certificates -> keepFresh(certificates, tlsReload, adminPort, s3Port, localToken));
    }

    private Optional<Notifications> notifications(StoreOpener.Opened opened) throws IOException {
        return configuration.get(ServerSettings.SAFE_MODE)
                ? Optional.empty()
                : new NotificationStart(options, layout, lifeCycle).run(opened.store(), opened.changes(), files);
    }

    private ServerState state(StoreOpener.Opened opened, TlsReload tlsReload, Instant started) {
        StateWatch watch = new StateWatch(opened.local(), options.clock());
        return new ServerState(
                new ServerState.Parts(configuration, layout, opened.store(), tlsReload, watch),
                started,
                options.clock(),
                stopRequested);
    }

    private void keepFresh(
            TlsCertificates certificates, TlsReload reload, JsonServer adminPort, S3Server s3Port, String localToken) {
        reload.onReload(certificate -> {
            adminPort.reloadTls(certificates.context());
            s3Port.reloadTls();
            shareReloaded(localToken, certificate);
        });
        TlsStart.keepFresh(certificates, reload::reload, options.timers(), lifeCycle);
    }

    /** One for every way to sign in, so that an address cannot go on guessing by another one. */
    private SignInThrottle throttle(IdentityStart.Opened people, ActivityWriter activity) {
        SignInThrottle throttle =
                new SignInThrottle(people.settings(), new FailureTables(people.database()), options.clock());
        activity.add("failures to sign in", throttle::flush);
        return throttle;
    }

    private AdminApi.Security security(
            IdentityStart.Opened people, AuditLog audit, String localToken, SignInThrottle throttle) {
        return new AdminApi.Security(
                people.settings(),
                audit,
                new SignInTables(people.database()),
                people.masterKey(),
                generator,
                throttle,
                localToken);
    }

    private void logEffective() {
        for (Configuration.Entry entry : configuration.entries()) {
            LOG.info("Setting {} = {} ({})", entry.setting().key(), entry.shown(), entry.source());
        }
        configuration.warnings().forEach(LOG::warn);
    }

    /** Passwords and tokens travel there. */
    private void refuseOpenAdminPort() {
        if (!adminAddress.isLoopback() && configuration.get(ServerSettings.TLS_MODE) == ServerSettings.TlsMode.OFF) {
            throw new StartException("The admin port is to be opened on "
                    + configuration.get(ServerSettings.ADMIN_LISTEN)
                    + ", where others can reach it, without TLS. Set tls.mode to local-ca or files, or keep it on"
                    + " 127.0.0.1.");
        }
    }

    private StoreOpener.Opened openStore() throws IOException {
        StoreOpener.Opened opened =
                options.storeOpener().open(layout.root(), configuration, options.clock(), tenantLimits);
        lifeCycle.onStop("store", STOP_DEADLINE, opened.closer()::close);
        return opened;
    }

    private JsonServer openAdminPort(Optional<TlsCertificates> tls, AdminRouter router) {
        SSLContext context = tls.map(TlsCertificates::context).orElse(null);
        JsonServer port = adminAddress.open(() -> JsonServer.start(adminAddress.address(), context, router));
        lifeCycle.onStop("admin port", STOP_DEADLINE, port::close);
        admin = adminAddress.url(port.address(), context != null);
        return port;
    }

    private S3Server openS3Port(
            Optional<TlsCertificates> tls,
            S3Start start,
            S3Start.Core core,
            RequestObserver observer,
            SharePages pages) {
        S3Server port = start.open(tls, core, observer, pages);
        lifeCycle.onStop("S3 port", start.stopDeadline(), () -> start.stop(port));
        s3 = s3Address.url(port.address(), tls.isPresent());
        return port;
    }

    private void shareReloaded(String token, ServerCertificate certificate) {
        try {
            shareLocalAccess(token, Optional.of(certificate));
        } catch (IOException e) {
            throw new UncheckedIOException("The file for local programs cannot be written", e);
        }
    }

    private void shareLocalAccess(String token, Optional<ServerCertificate> certificate) throws IOException {
        LocalAccess access = new LocalAccess(
                admin.toString(),
                token,
                ProcessHandle.current().pid(),
                certificate.map(ServerCertificate::leafPem).orElse(null));
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
