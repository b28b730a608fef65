package io.maxiofs.server.admin;

import io.maxiofs.server.config.ChangeableSettings;
import io.maxiofs.server.config.DynamicSettings;
import io.maxiofs.server.database.SignInTables;
import io.maxiofs.server.event.audit.AuditLog;
import io.maxiofs.server.event.notification.Notifications;
import io.maxiofs.server.identity.IdentityService;
import io.maxiofs.server.identity.MasterKey;
import io.maxiofs.server.identity.SecondFactors;
import io.maxiofs.server.identity.SecretGenerator;
import io.maxiofs.server.identity.SignInThrottle;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.engine.LocalObjectStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts the admin API together. */
public final class AdminApi {

    private AdminApi() {}

    /**
     * What the API serves.
     *
     * @param data buckets and objects, as S3 sees them
     * @param local the store in the data directory; null if the objects are kept elsewhere
     * @param notifications empty where the changes of the store cannot be followed
     */
    public record Services(
            IdentityService identities,
            BucketCatalog buckets,
            AdminData data,
            ServerControl control,
            @Nullable LocalObjectStore local,
            Optional<Notifications> notifications,
            Observation observation) {}

    /**
     * What decides who may do what, and tells it.
     *
     * @param throttle locks names and addresses after failures
     * @param localToken lets a program of the same user in as an administrator
     */
    public record Security(
            DynamicSettings settings,
            AuditLog audit,
            SignInTables signIns,
            MasterKey masterKey,
            SecretGenerator generator,
            SignInThrottle throttle,
            String localToken) {
        @Override
        public String toString() {
            return "Security[hidden]";
        }
    }

    public static AdminRouter router(Services services, Security security, InstantSource clock) {
        IdentityService identities = services.identities();
        DynamicSettings settings = security.settings();
        SecondFactors factors =
                new SecondFactors(security.signIns(), identities, security.masterKey(), security.generator(), clock);
        AdminSessions sessions = new AdminSessions(
                new AdminSessions.Parts(identities, security.signIns(), factors, security.generator(), settings),
                clock,
                security.localToken());
        SignInThrottle throttle = security.throttle();
        PasswordRules passwords = new PasswordRules(settings);
        List<Route> routes = new ArrayList<>();
        routes.addAll(new AuthenticationRoutes(identities, sessions, throttle, factors, security.generator(), clock)
                .routes());
        routes.addAll(
                new OwnAccountRoutes(identities, sessions, throttle, factors, security.signIns(), passwords).routes());
        routes.addAll(new UserRoutes(identities, sessions, passwords).routes());
        routes.addAll(new UserAccountRoutes(identities, sessions, throttle, factors).routes());
        routes.addAll(new AccessKeyRoutes(identities, clock).routes());
        routes.addAll(new AccessGridRoutes(identities, services.buckets()).routes());
        routes.addAll(new AuditRoutes(security.audit()).routes());
        routes.addAll(new SettingRoutes(settings, services.control()).routes());
        addServices(routes, services, clock);
        addObservations(routes, services, sessions, settings, clock);
        return new AdminRouter(
                routes,
                new Gate(sessions, settings, clock),
                new AdminAudit(security.audit(), clock),
                new AdminWatch(services.observation()));
    }

    private static void addServices(List<Route> routes, Services services, InstantSource clock) {
        IdentityService identities = services.identities();
        routes.addAll(DataRoutes.of(services.data(), services.control()));
        routes.addAll(new TenantRoutes(identities, services.buckets()).routes());
        routes.addAll(new GroupRoutes(identities, clock).routes());
        routes.addAll(new ServerRoutes(services.control()).routes());
        routes.addAll(new UpkeepRoutes(services.local()).routes());
        routes.addAll(new RepairRoutes(services.local(), services.data()).routes());
        routes.addAll(new KmsKeyRoutes(services.local()).routes());
        services.notifications().ifPresent(found -> routes.addAll(new WebhookRoutes(found).routes()));
    }

    private static void addObservations(
            List<Route> routes,
            Services services,
            AdminSessions sessions,
            DynamicSettings settings,
            InstantSource clock) {
        Observation observation = services.observation();
        KeyOwners owners = new KeyOwners(services.identities(), services.buckets());
        routes.addAll(new MetricsRoutes(observation.metrics()).routes());
        ClientDocuments clients = new ClientDocuments(observation.clients(), owners);
        routes.addAll(new TraceRoutes(observation.trace(), owners, clients).routes());
        routes.addAll(new AlertRoutes(observation.alerts(), clock).routes());
        routes.addAll(new ScrapeRoutes(
                        observation.metrics(),
                        services.control(),
                        observation.health(),
                        observation.alerts(),
                        () -> settings.get(ChangeableSettings.METRICS_TOKEN))
                .routes());
        routes.addAll(
                new HealthRoutes(observation.health(), services.control(), observation.alerts(), clients).routes());
        routes.addAll(new EventRoutes(
                        observation.events(),
                        () -> services.control().state(),
                        caller -> sessions.find(caller.token()).isPresent())
                .routes());
    }
}
