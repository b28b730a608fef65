package io.maxiofs.server.admin;

import io.maxiofs.server.admin.Route.Access;
import io.maxiofs.server.admin.Route.Answer;
import io.maxiofs.server.admin.Route.Call;
import io.maxiofs.server.admin.api.Items;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.admin.api.TenantDocument;
import io.maxiofs.server.identity.IdentityService;
import io.maxiofs.server.identity.Tenant;
import io.maxiofs.server.identity.TenantService;
import io.maxiofs.server.identity.User;
import io.maxiofs.storage.api.BucketCatalog;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tenants and their limits. */
final class TenantRoutes {
    private final IdentityService identities;
    private final BucketCatalog buckets;

    TenantRoutes(IdentityService identities, BucketCatalog buckets) {
        this.identities = identities;
        this.buckets = buckets;
    }

    List<Route> routes() {
        Access admin = Access.ADMINISTRATOR;
        return List.of(
                new Route("GET", "/api/v1/tenants", Access.TENANT, this::list),
                new Route("POST", "/api/v1/tenants", admin, this::create),
                new Route("GET", "/api/v1/tenants/{name}", Access.TENANT, this::get),
                new Route("PATCH", "/api/v1/tenants/{name}", admin, this::change),
                new Route("DELETE", "/api/v1/tenants/{name}", admin, this::delete));
    }

    /** The id of the tenant of a name; empty for none given. */
    static String idOf(TenantService tenants, @Nullable String name) {
        return name == null || name.isEmpty()
                ? ""
                : tenants.byName(name)
                        .map(Tenant::id)
                        .orElseThrow(() -> new AdminException(Problem.Code.NOT_FOUND, "There is no tenant " + name));
    }

    private TenantService tenants() {
        return identities.tenants();
    }

    private Answer list(Call call) {
        return Answer.ok(new Items<>(tenants().all().stream()
                .filter(tenant -> sees(call.who(), tenant))
                .map(this::document)
                .toList()));
    }

    private static boolean sees(Caller caller, Tenant tenant) {
        return caller.tenantScope().map(tenant.id()::equals).orElse(true);
    }

    private Tenant tenant(Call call) {
        String name = call.segment("name");
        return tenants()
                .byName(name)
                .filter(tenant -> sees(call.who(), tenant))
                .orElseThrow(() -> new AdminException(Problem.Code.NOT_FOUND, "There is no tenant " + name));
    }

    private Answer get(Call call) {
        return Answer.ok(document(tenant(call)));
    }

    private Answer create(Call call) {
        TenantDocument.New given = call.body(TenantDocument.New.class);
        TenantDocument.Limits limits = given.limits();
        return Answer.created(document(tenants()
                .create(
                        Documents.required(given.name(), "name"),
                        Documents.orEmpty(given.displayName()),
                        limits == null ? Tenant.Limits.NONE : limits(limits))));
    }

    private static Tenant.Limits limits(TenantDocument.Limits limits) {
        return new Tenant.Limits(limits.bytes(), limits.buckets(), limits.keys());
    }

    private Answer change(Call call) {
        TenantDocument.Change given = call.body(TenantDocument.Change.class);
        String status = given.status();
        TenantDocument.Limits limits = given.limits();
        return Answer.ok(document(tenants()
                .update(
                        tenant(call).id(),
                        new TenantService.Change(
                                given.displayName(),
                                status == null ? null : Documents.constant(Tenant.Status.class, status),
                                limits == null ? null : limits(limits)))));
    }

    private Answer delete(Call call) {
        String id = tenant(call).id();
        if (buckets.list().stream().anyMatch(bucket -> bucket.tenant().equals(id))) {
            throw new AdminException(Problem.Code.NOT_EMPTY, "The tenant still has buckets");
        }
        tenants().delete(id);
        return Answer.done();
    }

    private TenantDocument document(Tenant tenant) {
        Set<String> users = identities.users().stream()
                .filter(user -> user.tenant().equals(tenant.id()))
                .map(User::name)
                .collect(Collectors.toSet());
        return new TenantDocument(
                tenant.id(),
                tenant.name(),
                tenant.displayName(),
                Documents.nameOf(tenant.status()),
                new TenantDocument.Limits(
                        tenant.limits().maxBytes(),
                        tenant.limits().maxBuckets(),
                        tenant.limits().maxKeys()),
                new TenantDocument.Usage(
                        buckets.tenantBytes(tenant.id()),
                        buckets.list().stream()
                                .filter(bucket -> bucket.tenant().equals(tenant.id()))
                                .count(),
                        identities.keys().stream()
                                .filter(key -> users.contains(key.userName()))
                                .count(),
                        users.size()),
                tenant.created());
    }
}
