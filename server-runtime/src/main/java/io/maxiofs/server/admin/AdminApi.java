package io.maxiofs.server.admin;

import io.maxiofs.server.event.notification.Notifications;
import io.maxiofs.server.identity.IdentityService;
import io.maxiofs.server.identity.SecretGenerator;
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
            Optional<Notifications> notifications) {}

    /** @param localToken lets a program of the same user in as an administrator */
    public static AdminRouter router(
            Services services, SecretGenerator generator, InstantSource clock, String localToken) {
        AdminSessions sessions = new AdminSessions(services.identities(), generator, clock, localToken);
        List<Route> routes = new ArrayList<>();
        routes.addAll(new AuthenticationRoutes(services.identities(), sessions, new SignInThrottle(clock)).routes());
        routes.addAll(new UserRoutes(services.identities(), sessions).routes());
        routes.addAll(DataRoutes.of(services.data(), services.control()));
        routes.addAll(new TenantRoutes(services.identities(), services.buckets()).routes());
        routes.addAll(new GroupRoutes(services.identities(), clock).routes());
        routes.addAll(new ServerRoutes(services.control()).routes());
        routes.addAll(new UpkeepRoutes(services.local()).routes());
        routes.addAll(new KmsKeyRoutes(services.local()).routes());
        services.notifications().ifPresent(found -> routes.addAll(new WebhookRoutes(found).routes()));
        return new AdminRouter(routes, sessions);
    }
}
