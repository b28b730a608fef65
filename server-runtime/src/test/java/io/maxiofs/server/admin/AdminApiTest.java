package io.maxiofs.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.AdminClientException;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.admin.api.ServerStatus;
import io.maxiofs.server.admin.api.SettingDocument;
import io.maxiofs.server.admin.api.UserDocument;
import io.maxiofs.server.config.DynamicSettings;
import io.maxiofs.server.testing.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The admin API over the wire, against a real server. */
class AdminApiTest {
    private static TestServer server;
    private AdminClient client;

    @BeforeAll
    static void startServer() {
        server = TestServer.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void connect() {
        client = server.adminClient();
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void tellsStateOfServer() {
        ServerStatus status = client.status();
        assertThat(status.admin()).isEqualTo(server.admin().toString());
        assertThat(status.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(status.storage().state()).isEqualTo("ready");
        assertThat(status.storage().diskBytes()).isPositive();
    }

    @Test
    void createsListsChangesAndDeletesUser() {
        UserDocument.Created created = client.createUser(
                new UserDocument.New("alice", null, "Alice A.", "alice@example.org", null, null, null));
        assertThat(created.accessKey()).isNull();
        assertThat(created.user().canonicalId()).matches("[0-9a-f]{64}");
        assertThat(client.users()).contains(created.user());

        UserDocument changed = client.changeUser("alice", new UserDocument.Change("A.", null, null, "suspended", null));
        assertThat(changed.displayName()).isEqualTo("A.");
        assertThat(changed.email()).isEqualTo("alice@example.org");
        assertThat(changed.status()).isEqualTo("suspended");

        client.deleteUser("alice");
        assertThat(client.users()).extracting(UserDocument::name).doesNotContain("alice");
    }

    @Test
    void createsUserWithChosenIdentityAndKey() {
        String canonicalId = "0123456789abcdef".repeat(4);
        UserDocument.Created created = client.createUser(new UserDocument.New(
                "chosen",
                canonicalId,
                null,
                null,
                "admin",
                null,
                new AccessKeyDocument.Chosen("chosen-key", "chosen-secret-of-a-test")));
        assertThat(created.user().canonicalId()).isEqualTo(canonicalId);
        assertThat(created.user().role()).isEqualTo("admin");
        assertThat(created.accessKey()).isNotNull();
        assertThat(created.accessKey().key().id()).isEqualTo("chosen-key");
        assertThat(created.accessKey().secretKey()).isEqualTo("chosen-secret-of-a-test");
        client.deleteUser("chosen");
    }

    @Test
    void givesSecretOfKeyOnlyWhenItIsMade() throws IOException, InterruptedException {
        AccessKeyDocument.Issued issued = client.createAccessKey(new AccessKeyDocument.New("admin", null, null));
        assertThat(issued.key().id()).matches("AKIA[A-Z2-7]{16}");
        assertThat(issued.secretKey()).hasSize(40);
        assertThat(get("/api/v1/access-keys", server.localAccess().token()).body())
                .contains(issued.key().id())
                .doesNotContain(issued.secretKey());

        assertThat(client.changeAccessKey(issued.key().id(), new AccessKeyDocument.Change("disabled"))
                        .status())
                .isEqualTo("disabled");
        client.deleteAccessKey(issued.key().id());
        assertThat(client.accessKeys("admin")).extracting(AccessKeyDocument::id).containsExactly(TestServer.ACCESS_KEY);
    }

    @Test
    void createsListsAndDeletesBucket() {
        BucketDocument created = client.buckets().create(new BucketDocument.New("from-admin", "admin", true, false));
        assertThat(created.protection().versioning()).isEqualTo("enabled");
        assertThat(client.buckets().list()).extracting(BucketDocument::name).contains("from-admin");
        assertThatThrownBy(() -> client.buckets().create(new BucketDocument.New("from-admin", "admin", false, false)))
                .isInstanceOf(AdminClientException.class)
                .satisfies(failure -> assertThat(codeOf(failure)).isEqualTo("exists"));
        client.buckets().delete("from-admin");
        assertThat(client.buckets().list()).extracting(BucketDocument::name).doesNotContain("from-admin");
    }

    @Test
    void refusesWhatRulesForbid() {
        assertThat(codeOf(() -> client.createUser(user("no spaces please")))).isEqualTo("invalid");
        assertThat(codeOf(() -> client.createUser(user("ADMIN")))).isEqualTo("exists");
        assertThat(codeOf(() -> client.deleteUser("nobody"))).isEqualTo("not-found");
        assertThat(codeOf(() -> client.deleteUser("admin"))).isEqualTo("last-administrator");
        assertThat(codeOf(() -> client.createAccessKey(new AccessKeyDocument.New(
                        "admin", new AccessKeyDocument.Chosen("minioadmin", "minioadmin"), null))))
                .isEqualTo("invalid");
        assertThat(codeOf(() -> client.buckets().create(new BucketDocument.New("Not_A_Bucket", "admin", false, false))))
                .isEqualTo("invalid");
    }

    @Test
    void refusesUnknownFieldsAndOtherMethods() throws IOException, InterruptedException {
        HttpResponse<String> typo =
                send("POST", "/api/v1/users", server.localAccess().token(), "{\"nmae\":\"x\"}");
        assertThat(typo.statusCode()).isEqualTo(400);
        assertThat(typo.headers().firstValue("Content-Type")).contains(Problem.MEDIA_TYPE);
        assertThat(send("PUT", "/api/v1/users", server.localAccess().token(), "{}")
                        .statusCode())
                .isEqualTo(405);
        assertThat(get("/api/v1/nothing", server.localAccess().token()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void everyRouteButLivenessReadinessAndLoginDemandsToken() throws IOException, InterruptedException {
        List<Route> routes = routeTable();
        int checked = 0;
        Set<String> open = new TreeSet<>();
        for (Route route : routes) {
            String path = "/" + String.join("/", route.template());
            if (route.access() == Route.Access.ANYBODY) {
                open.add(path);
                continue;
            }
            assertThat(send(route.method(), path, null, "{}").statusCode())
                    .as(path)
                    .isEqualTo(401);
            assertThat(send(route.method(), path, "wrong", "{}").statusCode())
                    .as(path)
                    .isEqualTo(401);
            checked++;
        }
        assertThat(checked).isGreaterThan(15);
        assertThat(open)
                .containsExactly(
                        "/api/v1/auth/login",
                        "/api/v1/auth/login/second-factor",
                        "/api/v1/auth/refresh",
                        "/health/live",
                        "/health/ready",
                        "/metrics");
    }

    /** With nothing behind it. */
    @SuppressWarnings("NullAway")
    static List<Route> routeTable() {
        List<Route> routes = new ArrayList<>(AdminApi.router(
                        new AdminApi.Services(
                                null,
                                null,
                                new AdminData(
                                        null, null, null, new AdminData.Background(null, null), null, null, "", null),
                                null,
                                null,
                                Optional.empty(),
                                new Observation(null, null, null, null, null, null, null, null)),
                        new AdminApi.Security(DynamicSettings.unchanged(), null, null, null, null, null, "token"),
                        InstantSource.system())
                .routes());
        routes.addAll(new WebhookRoutes(null).routes());
        return routes;
    }

    @Test
    void userWithoutTheRoleMayDoNothingButAskWhoTheyAre() {
        client.createUser(new UserDocument.New("bob", null, null, null, "user", "bob has a password", null));
        AdminClient bob = client.signIn("bob", "bob has a password");
        assertThat(bob.me().user()).isEqualTo("bob");
        assertThat(codeOf(bob::users)).isEqualTo("forbidden");
        assertThat(codeOf(bob::status)).isEqualTo("forbidden");
        assertThat(codeOf(bob::shutdown)).isEqualTo("forbidden");

        client.changeUser("bob", new UserDocument.Change(null, null, null, "suspended", null));
        assertThat(codeOf(bob::me)).isEqualTo("unauthenticated");
        assertThat(codeOf(() -> client.signIn("bob", "bob has a password"))).isEqualTo("sign-in-failed");
        client.deleteUser("bob");
    }

    @Test
    void newPasswordEndsSessions() {
        client.createUser(new UserDocument.New("carol", null, null, null, "admin", "carol's first word", null));
        AdminClient carol = client.signIn("carol", "carol's first word");
        assertThat(carol.users()).isNotEmpty();
        client.changeUser("carol", new UserDocument.Change(null, null, null, null, "carol's second word"));
        assertThat(codeOf(carol::users)).isEqualTo("unauthenticated");
        client.signIn("carol", "carol's second word").signOut();
        client.deleteUser("carol");
    }

    @Test
    void fiveFailuresLockNameWhetherItExistsOrNot() {
        client.createUser(new UserDocument.New("dave", null, null, null, "admin", "dave's own password", null));
        for (String name : List.of("dave", "nobody-at-all")) {
            for (int i = 0; i < 5; i++) {
                assertThat(codeOf(() -> client.signIn(name, "wrong password"))).isEqualTo("sign-in-failed");
            }
            assertThat(codeOf(() -> client.signIn(name, "dave's own password"))).isEqualTo("too-many-failures");
        }
        client.deleteUser("dave");
    }

    @Test
    void livenessNeedsNoTokenAndTellsNothingElse() throws IOException, InterruptedException {
        assertThat(get("/health/live", null).body()).isEqualTo("{\"status\":\"live\"}");
        assertThat(get("/health/ready", null).body()).isEqualTo("{\"status\":\"ready\"}");
    }

    @Test
    void settingsSayWhereValuesComeFrom() {
        assertThat(client.settings().all())
                .extracting(
                        SettingDocument::key,
                        SettingDocument::value,
                        setting -> setting.state().source())
                .contains(tuple("server.listen", "127.0.0.1:0", "flag"), tuple("log.level", "info", "default"));
    }

    private static UserDocument.New user(String name) {
        return new UserDocument.New(name, null, null, null, null, null, null);
    }

    private static HttpResponse<String> get(String path, @Nullable String token)
            throws IOException, InterruptedException {
        return send("GET", path, token, "");
    }

    private static HttpResponse<String> send(String method, String path, @Nullable String token, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(server.admin() + path.replace("{", "%7B").replace("}", "%7D")))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static String codeOf(Throwable failure) {
        return ((AdminClientException) failure).problem().map(Problem::code).orElse("no answer");
    }

    private static String codeOf(Runnable call) {
        try {
            call.run();
        } catch (AdminClientException e) {
            return codeOf(e);
        }
        return "success";
    }
}
