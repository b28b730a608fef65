package io.maxiofs.server;

import io.maxiofs.base.LifeCycle;
import io.maxiofs.server.config.ChangeableSettings;
import io.maxiofs.server.config.Configuration;
import io.maxiofs.server.config.DynamicSettings;
import io.maxiofs.server.config.Live;
import io.maxiofs.server.config.ServerSettings;
import io.maxiofs.server.event.audit.S3Audit;
import io.maxiofs.server.event.audit.S3Kinds;
import io.maxiofs.server.event.notification.NotificationTargets;
import io.maxiofs.server.event.notification.Notifications;
import io.maxiofs.server.federation.Federation;
import io.maxiofs.server.http.HttpLimits;
import io.maxiofs.server.http.S3Server;
import io.maxiofs.server.http.S3ServerConfig;
import io.maxiofs.server.http.S3ServerParts;
import io.maxiofs.server.http.Turnstile;
import io.maxiofs.server.iam.AttachedPolicies;
import io.maxiofs.server.identity.IdentityService;
import io.maxiofs.server.identity.SignInThrottle;
import io.maxiofs.server.observe.RequestObserver;
import io.maxiofs.server.policy.AccessControl;
import io.maxiofs.server.s3.auth.FormAuthenticator;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.OperationParts;
import io.maxiofs.server.s3.operation.OperationSettings;
import io.maxiofs.server.s3.operation.S3OperationTable;
import io.maxiofs.server.s3.operation.S3Operations;
import io.maxiofs.server.s3.operation.form.PostObjectHandler;
import io.maxiofs.server.s3.operation.iam.QueryProtocolHandler;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.service.NewBucketRules;
import io.maxiofs.server.service.ObjectSizeLimit;
import io.maxiofs.server.share.SharePages;
import io.maxiofs.server.tls.TlsCertificates;
import io.maxiofs.storage.api.ObjectStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** The step that opens the S3 port. */
final class S3Start {
    /** Beyond draining: closing sockets and ending threads. */
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final ServerOptions options;
    private final Configuration configuration;
    private final PortAddress address;
    private final LifeCycle lifeCycle;

    S3Start(ServerOptions options, PortAddress address, LifeCycle lifeCycle) {
        this.options = options;
        this.configuration = options.configuration();
        this.address = address;
        this.lifeCycle = lifeCycle;
    }

    /**
     * @param notifications empty if nobody can be told of changes
     * @param throttle of every way to sign in
     */
    record Services(
            ObjectStore store,
            IdentityService identities,
            Optional<Notifications> notifications,
            DynamicSettings settings,
            S3Audit audit,
            SignInThrottle throttle) {}

    /**
     * What decides and does what S3 asks for, on its port and inside the server.
     *
     * @param services that the operations work on
     */
    record Core(Services services, AccessControl access, S3OperationTable operations) {
        ObjectStore store() {
            return services.store();
        }

        IdentityService identities() {
            return services.identities();
        }
    }

    /** Puts the operations together. */
    Core prepare(Services services) {
        ObjectStore store = services.store();
        IdentityService identities = services.identities();
        DynamicSettings settings = services.settings();
        String region = configuration.get(ServerSettings.S3_REGION);
        NewBucketRules newBuckets = new NewBucketRules(
                configuration.get(ServerSettings.S3_ACL_ENABLED),
                configuration.get(ServerSettings.S3_PUBLIC_ACCESS_BLOCK),
                settings.live(ChangeableSettings.NEW_BUCKET_VERSIONING)::get,
                settings.live(ChangeableSettings.NEW_BUCKET_LOCK_DAYS)::get);
        OperationSettings operations = new OperationSettings(
                region,
                quickBodyBytes(HttpSettings.limits(configuration)),
                data(),
                services.notifications().map(NotificationTargets.class::cast).orElse(NotificationTargets.NONE),
                new DiskCapacity(options.dataDirectory(), identities.tenants()::maxBytes),
                new ObjectSizeLimit(settings.live(ChangeableSettings.MAX_OBJECT_SIZE)::get));
        Federation federation = Federation.of(configuration, services.throttle(), options.clock());
        AttachedPolicies attached = new AttachedPolicies(identities, federation.grants());
        AccessControl access = new AccessControl(store, attached, region);
        Map<S3Operation, OperationHandler> handlers = S3Operations.handlers(
                new OperationParts(store, options.clock(), operations, newBuckets, access, identities));
        PostObjectHandler.addTo(handlers, new FormAuthenticator(identities, region), access);
        handlers.put(
                S3Operation.QUERY_PROTOCOL,
                new QueryProtocolHandler(identities, attached, federation, services.audit()::identityAction));
        return new Core(services, access, S3OperationTable.of(handlers));
    }

    /**
     * @param observer told of every request
     * @param pages serves links
     */
    S3Server open(Optional<TlsCertificates> tls, Core core, RequestObserver observer, SharePages pages) {
        String region = configuration.get(ServerSettings.S3_REGION);
        HttpLimits limits = HttpSettings.limits(configuration);
        Supplier<SSLContext> context = tls.<Supplier<SSLContext>>map(certificates -> certificates::context)
                .orElse(null);
        S3ServerConfig config = new S3ServerConfig(
                address.address(),
                context,
                region,
                Set.copyOf(configuration.get(ServerSettings.S3_HOST_SUFFIXES)),
                configuration.get(ServerSettings.S3_SIGNATURE_V2),
                limits,
                configuration.get(ServerSettings.HTTP2));
        S3ServerParts parts = new S3ServerParts(
                core.identities(),
                core.access(),
                core.operations(),
                observer.and(core.services().audit()),
                options.clock(),
                options.random(),
                new EdgeStart(options, lifeCycle)
                        .open(core.store(), core.access(), core.operations())
                        .behind(turnstile(core.services()))
                        .with(pages));
        return address.open(() -> S3Server.start(config, parts));
    }

    /** Holds back what would change something during maintenance, and what the audit has no room for. */
    static Turnstile turnstile(Services services) {
        Live<Boolean> maintenance = services.settings().live(ChangeableSettings.MAINTENANCE);
        Live<Duration> retryAfter = services.settings().live(ChangeableSettings.MAINTENANCE_RETRY_AFTER);
        return operation -> {
            S3Kinds.Kind kind = S3Kinds.of(operation);
            boolean changing = kind == S3Kinds.Kind.WRITE || kind == S3Kinds.Kind.SETTING;
            if (changing && maintenance.get()) {
                throw new S3Exception(S3ErrorCode.SERVICE_UNAVAILABLE, "The server is in maintenance.")
                        .withHeader(
                                "Retry-After", String.valueOf(retryAfter.get().toSeconds()));
            }
            if (services.audit().isHeldUp(operation)) {
                throw new S3Exception(S3ErrorCode.SLOW_DOWN).withHeader("Retry-After", "1");
            }
        };
    }

    private OperationSettings.Data data() {
        return new OperationSettings.Data(
                configuration.get(ServerSettings.STORAGE_ENCRYPTION) == ServerSettings.Switch.ON,
                configuration.get(ServerSettings.S3_SSE_C_REQUIRE_TLS),
                configuration.get(ServerSettings.LIFECYCLE_DAY));
    }

    /** A body that the store writes to a file of its own must not be taken in where nothing may block. */
    private int quickBodyBytes(HttpLimits limits) {
        long inMemory = configuration.get(ServerSettings.STORAGE_INLINE_THRESHOLD);
        return Math.toIntExact(Math.min(limits.requests().maxQuickBytes(), inMemory));
    }

    Duration stopDeadline() {
        return configuration.get(ServerSettings.STOP_DEADLINE).plus(CLOSING);
    }

    void stop(S3Server port) {
        if (!port.stop(configuration.get(ServerSettings.STOP_DEADLINE))) {
            throw new IllegalStateException("Requests were cut at the deadline");
        }
    }
}
