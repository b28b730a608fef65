package io.maxiofs.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.maxiofs.server.admin.Route.Access;
import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.AdminClientException;
import io.maxiofs.server.admin.api.AuditEntry;
import io.maxiofs.server.admin.api.GroupDocument;
import io.maxiofs.server.admin.api.LocalAccess;
import io.maxiofs.server.admin.api.PoliciesDocument;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.admin.api.SignIn;
import io.maxiofs.server.admin.api.TenantDocument;
import io.maxiofs.server.admin.api.UserDocument;
import io.maxiofs.server.testing.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who reaches what: every route for every role, and each tenant against the other. */
class RolesWireTest {
    private static final String PASSWORD = "the same for all of them";

    /** What an administrator of a tenant may reach; each of these keeps to the tenant, as the tests below show. */
    private static final Set<String> OF_TENANTS =
            Set.of("users", "groups", "tenants", "audit", "audit.csv", "clients", "events", "trace");

    /** What everybody who is signed in may reach, each for their own part of it. */
    private static final Set<String> OF_ALL = Set.of(
            "access-keys",
            "access-grid",
            "policies",
            "buckets",
            "uploads",
            "shares",
            "jobs",
            "auth",
            "bucket-names",
            "presigned");

    private static TestServer server;
    private static AdminClient local;
    private static HttpClient http;

    @BeforeAll
    static void populate() {
        http = HttpClient.newHttpClient();
        server = TestServer.start();
        local = server.adminClient();
        local.createTenant(new TenantDocument.New("one", null, null));
        local.createTenant(new TenantDocument.New("two", null, null));
        for (String tenant : List.of("one", "two")) {
            user(tenant + "-admin", "admin", tenant);
            user(tenant + "-user", "user", tenant);
            user(tenant + "-reader", "read-only", tenant);
            local.createGroup(new GroupDocument.New(tenant + "-group", tenant));
        }
        user("reader", "read-only", null);
        user("plain", "user", null);
    }

    private static void user(String name, String role, @Nullable String tenant) {
        local.createUser(new UserDocument.New(
                name,
                null,
                null,
                null,
                role,
                PASSWORD,
                new AccessKeyDocument.Chosen("AKIA." + name, "secret-of-" + name + "-0123456789"),
                tenant));
    }

    @AfterAll
    static void stop() {
        http.shutdownNow();
        local.close();
        server.close();
    }

    private static String token(String user) {
        SignIn.Tokens tokens = local.auth().signIn(user, PASSWORD).tokens();
        return tokens == null ? "" : tokens.token();
    }

    private static AdminClient as(String user) {
        LocalAccess access = server.localAccess();
        return AdminClient.connect(new LocalAccess(access.url(), token(user), access.pid(), access.certificate()));
    }

    private static String codeOf(Runnable call) {
        AdminClientException refused = catchThrowableOfType(AdminClientException.class, call::run);
        return Optional.ofNullable(refused)
                .flatMap(AdminClientException::problem)
                .map(Problem::code)
                .orElse("done");
    }

    private static String group(Route route) {
        return route.template().size() > 2 ? route.template().get(2) : "";
    }

    @Test
    void everyRouteIsClassified() {
        for (Access access : List.of(Access.TENANT, Access.SIGNED_IN)) {
            Set<String> groups = AdminApiTest.routeTable().stream()
                    .filter(route -> route.access() == access)
                    .map(RolesWireTest::group)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(access == Access.TENANT ? OF_TENANTS : OF_ALL)
                    .as(
                            "A route for more than administrators of the server keeps to its caller's part: say so here, and"
                                    + " show it")
                    .containsAll(groups);
        }
    }

    @Test
    void everyRouteKeepsOutWhomItIsNotFor() throws IOException, InterruptedException {
        String tenantAdmin = token("one-admin");
        String user = token("plain");
        String reader = token("reader");
        int walked = 0;
        for (Route route : AdminApiTest.routeTable()) {
            if (route.access() == Access.ANYBODY || route.access() == Access.OWN) {
                continue;
            }
            String name = route.method() + " /" + String.join("/", route.template());
            boolean reading = route.method().equals("GET");
            if (route.access() == Access.ADMINISTRATOR) {
                assertThat(status(route, tenantAdmin))
                        .as("%s as tenant admin", name)
                        .isEqualTo(403);
            }
            if (route.access() != Access.SIGNED_IN) {
                assertThat(status(route, user)).as("%s as user", name).isEqualTo(403);
            }
            if (route.access() == Access.TENANT) {
                assertThat(status(route, tenantAdmin))
                        .as("%s as tenant admin", name)
                        .isNotIn(401, 403, 500);
            }
            if (!reading) {
                assertThat(status(route, reader)).as("%s as reader", name).isEqualTo(403);
            } else if (route.access() != Access.SIGNED_IN) {
                assertThat(status(route, reader)).as("%s as reader", name).isNotIn(401, 403);
            }
            walked++;
        }
        assertThat(walked).isGreaterThan(40);
    }

    /** Only the head of the answer is waited for: some never end. */
    private static int status(Route route, String token) throws IOException, InterruptedException {
        String path = "/"
                + route.template().stream()
                        .map(part -> part.startsWith("{") ? "nobody-has-this" : part)
                        .collect(Collectors.joining("/"));
        HttpRequest request = HttpRequest.newBuilder(server.admin().resolve(path))
                .header("Authorization", "Bearer " + token)
                .method(
                        route.method(),
                        route.method().equals("GET")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        response.body().close();
        return response.statusCode();
    }

    @Test
    void tenantsDoNotSeeEachOther() {
        for (String mine : List.of("one", "two")) {
            String other = mine.equals("one") ? "two" : "one";
            for (String role : List.of("-admin", "-reader")) {
                try (AdminClient client = as(mine + role)) {
                    assertThat(client.users())
                            .extracting(UserDocument::name)
                            .containsExactlyInAnyOrder(mine + "-admin", mine + "-user", mine + "-reader");
                    assertThat(client.accessKeys(null))
                            .extracting(AccessKeyDocument::user)
                            .containsExactlyInAnyOrder(mine + "-admin", mine + "-user", mine + "-reader");
                    assertThat(client.groups()).extracting(GroupDocument::name).containsExactly(mine + "-group");
                    assertThat(client.tenants())
                            .extracting(TenantDocument::name)
                            .containsExactly(mine);
                    assertThat(client.access().grid().keys())
                            .allMatch(row -> row.user().startsWith(mine + "-"));
                    assertThat(client.audit()
                                    .entries(AuditEntry.Query.ALL, 1_000, null)
                                    .items())
                            .isNotEmpty()
                            .allMatch(entry -> entry.actor().name().startsWith(mine + "-"));
                }
            }
            try (AdminClient admin = as(mine + "-admin")) {
                reachesNobodyElse(admin, other + "-user", "AKIA." + other + "-user");
                reachesNobodyElse(admin, "plain", "AKIA.plain");
                assertThat(codeOf(() -> admin.deleteGroup(other + "-group", other)))
                        .isEqualTo("not-found");
                assertThat(codeOf(() -> admin.deleteGroup(other + "-group", null)))
                        .isEqualTo("not-found");
                assertThat(codeOf(() -> admin.changeGroup(
                                mine + "-group",
                                null,
                                new GroupDocument.Change(other + "-user", null, null, null, null, null))))
                        .isEqualTo("not-found");
                assertThat(codeOf(() -> admin.createGroup(new GroupDocument.New("g", other))))
                        .isEqualTo("not-found");
                assertThat(codeOf(() -> admin.createUser(
                                new UserDocument.New("intruder", null, null, null, null, PASSWORD, null, other))))
                        .isEqualTo("not-found");
            }
        }
    }

    private static void reachesNobodyElse(AdminClient admin, String user, String key) {
        assertThat(codeOf(() -> admin.changeUser(user, new UserDocument.Change("x", null, null, null, null))))
                .isEqualTo("not-found");
        assertThat(codeOf(() -> admin.deleteUser(user))).isEqualTo("not-found");
        assertThat(codeOf(() -> admin.auth().sessionsOf(user))).isEqualTo("not-found");
        assertThat(codeOf(() -> admin.auth().endSessionsOf(user))).isEqualTo("not-found");
        assertThat(codeOf(() -> admin.auth().unlock(user))).isEqualTo("not-found");
        assertThat(codeOf(() -> admin.auth().disableTwoFactorOf(user))).isEqualTo("not-found");
        assertThat(codeOf(() -> admin.access().policiesOf(user))).isEqualTo("not-found");
        assertThat(codeOf(() ->
                        admin.access().changePoliciesOf(user, new PoliciesDocument.Change(null, null, "p", null))))
                .isEqualTo("not-found");
        assertThat(codeOf(() -> admin.createAccessKey(new AccessKeyDocument.New(user, null, null))))
                .isEqualTo("not-found");
        assertThat(codeOf(() -> admin.changeAccessKey(key, new AccessKeyDocument.Change("disabled"))))
                .isEqualTo("not-found");
        assertThat(codeOf(() -> admin.deleteAccessKey(key))).isEqualTo("not-found");
    }

    @Test
    void administratorOfTenantMakesOnlyPeopleOfTheTenant() {
        try (AdminClient admin = as("one-admin")) {
            UserDocument made = admin.createUser(
                            new UserDocument.New("one-more", null, null, null, "admin", PASSWORD, null))
                    .user();
            assertThat(made.tenant()).isEqualTo(admin.tenants().getFirst().id());
            try (AdminClient more = as("one-more")) {
                assertThat(more.me().role()).isEqualTo("tenant-admin");
                assertThat(codeOf(more::status)).isEqualTo("forbidden");
            }
            admin.deleteUser("one-more");
        }
    }

    @Test
    void ordinaryPeopleSeeTheirOwnKeysOnly() {
        try (AdminClient plain = as("plain")) {
            assertThat(plain.accessKeys(null))
                    .extracting(AccessKeyDocument::user)
                    .containsOnly("plain");
            assertThat(codeOf(plain::users)).isEqualTo("forbidden");
            assertThat(codeOf(() -> plain.deleteAccessKey("AKIA.reader"))).isEqualTo("not-found");
            String id = plain.createAccessKey(new AccessKeyDocument.New("plain", null, null))
                    .key()
                    .id();
            assertThat(codeOf(() -> plain.createAccessKey(new AccessKeyDocument.New("admin", null, null))))
                    .isEqualTo("not-found");
            plain.deleteAccessKey(id);
        }
    }
}
