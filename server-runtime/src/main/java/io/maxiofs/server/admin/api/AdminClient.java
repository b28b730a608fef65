package io.maxiofs.server.admin.api;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Calls the admin API of one server. Safe on any thread; calls block. Every method throws {@link AdminClientException} if
 * the server refuses or is not reached.
 */
public final class AdminClient implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);
    private static final int OK_BELOW = 300;

    private final HttpClient http;
    private final AdminJson json = AdminJson.lenient();
    private final URI base;
    private final Optional<String> token;

    private AdminClient(HttpClient http, URI base, Optional<String> token) {
        this.http = http;
        this.base = base;
        this.token = token;
    }

    /**
     * A client without credentials.
     *
     * @param url of the admin port, such as {@code http://127.0.0.1:9901}
     * @param trustedCertificate PEM of the authority to trust instead of the system's; null for the system's
     */
    public static AdminClient connect(URI url, @Nullable String trustedCertificate) {
        return connect(url, trustedCertificate == null ? null : Trust.inAuthority(trustedCertificate));
    }

    /** A client for the server whose file this is. */
    public static AdminClient connect(LocalAccess access) {
        String certificate = access.certificate();
        return connect(URI.create(access.url()), certificate == null ? null : Trust.inExactly(certificate))
                .withToken(access.token());
    }

    private static AdminClient connect(URI url, @Nullable SSLContext trust) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT);
        if (trust != null) {
            builder.sslContext(trust);
        }
        return new AdminClient(builder.build(), url, Optional.empty());
    }

    /** The same client with a token. Close one of the two. */
    public AdminClient withToken(String newToken) {
        return new AdminClient(http, base, Optional.of(newToken));
    }

    /** The same client, signed in with a password. Close one of the two. */
    public AdminClient signIn(String user, String password) {
        SignIn.Response response =
                read(send("POST", "/api/v1/auth/login", new SignIn.Request(user, password)), SignIn.Response.class);
        return withToken(response.token());
    }

    /** Makes the token useless. */
    public void signOut() {
        send("POST", "/api/v1/auth/logout", null);
    }

    public SignIn.Me me() {
        return read(send("GET", "/api/v1/auth/me", null), SignIn.Me.class);
    }

    public ServerStatus status() {
        return read(send("GET", "/api/v1/server/status", null), ServerStatus.class);
    }

    public List<ServerStatus.Setting> settings() {
        return readItems(send("GET", "/api/v1/settings", null), ServerStatus.Setting.class);
    }

    /** Asks the server to stop; it answers before it does. */
    public void shutdown() {
        send("POST", "/api/v1/server/shutdown", null);
    }

    /** Reads certificate and key again, or makes the local authority's certificate anew. */
    public ServerStatus.Tls reloadTls() {
        return read(send("POST", "/api/v1/server/tls/reload", null), ServerStatus.Tls.class);
    }

    public List<UserDocument> users() {
        return readItems(send("GET", "/api/v1/users", null), UserDocument.class);
    }

    public UserDocument.Created createUser(UserDocument.New user) {
        return read(send("POST", "/api/v1/users", user), UserDocument.Created.class);
    }

    public UserDocument changeUser(String name, UserDocument.Change change) {
        return read(send("PATCH", "/api/v1/users/" + encode(name), change), UserDocument.class);
    }

    public void deleteUser(String name) {
        send("DELETE", "/api/v1/users/" + encode(name), null);
    }

    /** @param user only this user's; null for all */
    public List<AccessKeyDocument> accessKeys(@Nullable String user) {
        String query = user == null ? "" : "?user=" + encode(user);
        return readItems(send("GET", "/api/v1/access-keys" + query, null), AccessKeyDocument.class);
    }

    public AccessKeyDocument.Issued createAccessKey(AccessKeyDocument.New key) {
        return read(send("POST", "/api/v1/access-keys", key), AccessKeyDocument.Issued.class);
    }

    public AccessKeyDocument changeAccessKey(String id, AccessKeyDocument.Change change) {
        return read(send("PATCH", "/api/v1/access-keys/" + encode(id), change), AccessKeyDocument.class);
    }

    public void deleteAccessKey(String id) {
        send("DELETE", "/api/v1/access-keys/" + encode(id), null);
    }

    /** What the store does in the background. */
    public UpkeepDocument upkeep() {
        return read(send("GET", "/api/v1/upkeep", null), UpkeepDocument.class);
    }

    /** Begins a scrub unless one runs. */
    public UpkeepDocument startScrub() {
        return read(send("POST", "/api/v1/upkeep/scrub", null), UpkeepDocument.class);
    }

    public MasterKeysDocument masterKeys() {
        return read(send("GET", "/api/v1/master-keys", null), MasterKeysDocument.class);
    }

    public List<KmsKeyDocument> kmsKeys() {
        return readItems(send("GET", "/api/v1/kms-keys", null), KmsKeyDocument.class);
    }

    /** A key of that name that is there stays as it is. */
    public KmsKeyDocument createKmsKey(KmsKeyDocument.New key) {
        return read(send("POST", "/api/v1/kms-keys", key), KmsKeyDocument.class);
    }

    public KmsKeyDocument changeKmsKey(KmsKeyDocument.Change change) {
        return read(send("PATCH", "/api/v1/kms-keys", change), KmsKeyDocument.class);
    }

    /** Makes a new version of a master key, which wraps from then on. */
    public MasterKeysDocument.Key rotateMasterKey(MasterKeysDocument.Rotation rotation) {
        return read(send("POST", "/api/v1/master-keys/rotate", rotation), MasterKeysDocument.Key.class);
    }

    /** Begins to wrap the keys of bodies anew unless that is under way. */
    public MasterKeysDocument rewrapKeys() {
        return read(send("POST", "/api/v1/master-keys/rewrap", null), MasterKeysDocument.class);
    }

    public List<BucketDocument> buckets() {
        return readItems(send("GET", "/api/v1/buckets", null), BucketDocument.class);
    }

    public BucketDocument createBucket(BucketDocument.New bucket) {
        return read(send("POST", "/api/v1/buckets", bucket), BucketDocument.class);
    }

    public BucketDocument changeBucket(String name, BucketDocument.Change change) {
        return read(send("PATCH", "/api/v1/buckets/" + encode(name), change), BucketDocument.class);
    }

    /** Only an empty bucket can be deleted. */
    public void deleteBucket(String name) {
        send("DELETE", "/api/v1/buckets/" + encode(name), null);
    }

    /** @param quota null where there is to be no limit */
    public QuotaDocument setQuota(String bucket, QuotaDocument quota) {
        return read(send("PUT", "/api/v1/buckets/" + encode(bucket) + "/quota", quota), QuotaDocument.class);
    }

    public List<TenantDocument> tenants() {
        return readItems(send("GET", "/api/v1/tenants", null), TenantDocument.class);
    }

    public TenantDocument createTenant(TenantDocument.New tenant) {
        return read(send("POST", "/api/v1/tenants", tenant), TenantDocument.class);
    }

    public TenantDocument changeTenant(String name, TenantDocument.Change change) {
        return read(send("PATCH", "/api/v1/tenants/" + encode(name), change), TenantDocument.class);
    }

    /** Only one without users and buckets can be deleted. */
    public void deleteTenant(String name) {
        send("DELETE", "/api/v1/tenants/" + encode(name), null);
    }

    public List<GroupDocument> groups() {
        return readItems(send("GET", "/api/v1/groups", null), GroupDocument.class);
    }

    public GroupDocument createGroup(GroupDocument.New group) {
        return read(send("POST", "/api/v1/groups", group), GroupDocument.class);
    }

    /** @param tenant name of the group's tenant; null for the global one */
    public GroupDocument changeGroup(String name, @Nullable String tenant, GroupDocument.Change change) {
        return read(send("PATCH", group(name, tenant), change), GroupDocument.class);
    }

    /** @param tenant name of the group's tenant; null for the global one */
    public void deleteGroup(String name, @Nullable String tenant) {
        send("DELETE", group(name, tenant), null);
    }

    private static String group(String name, @Nullable String tenant) {
        return "/api/v1/groups/" + encode(name) + (tenant == null ? "" : "?tenant=" + encode(tenant));
    }

    public List<WebhookDocument> webhooks() {
        return readItems(send("GET", "/api/v1/webhooks", null), WebhookDocument.class);
    }

    public WebhookDocument addWebhook(WebhookDocument.New webhook) {
        return read(send("POST", "/api/v1/webhooks", webhook), WebhookDocument.class);
    }

    /** Removes a webhook and what waits for it. */
    public void removeWebhook(String name) {
        send("DELETE", "/api/v1/webhooks/" + encode(name), null);
    }

    /** Sends a test event; fails if the webhook does not take it. */
    public void testWebhook(String name) {
        send("POST", "/api/v1/webhooks/" + encode(name) + "/test", null);
    }

    /** Events the webhook did not take in the end, the newest last. */
    public List<WebhookDocument.DeadLetter> deadLetters(String name) {
        return readItems(
                send("GET", "/api/v1/webhooks/" + encode(name) + "/dead-letters", null),
                WebhookDocument.DeadLetter.class);
    }

    private byte[] send(String method, String path, @Nullable Object document) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(REQUEST_TIMEOUT);
        if (document == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.method(method, BodyPublishers.ofByteArray(json.write(document)))
                    .header("Content-Type", "application/json");
        }
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        HttpResponse<byte[]> response;
        try {
            response = http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new AdminClientException("No server answers at " + base + " (" + e + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AdminClientException("Interrupted while waiting for " + base, e);
        }
        if (response.statusCode() >= OK_BELOW) {
            throw refused(response);
        }
        return response.body();
    }

    private AdminClientException refused(HttpResponse<byte[]> response) {
        try {
            return new AdminClientException(json.read(response.body(), Problem.class));
        } catch (IOException e) {
            return new AdminClientException(
                    "What answers at " + base + " is not a server of MaxIOFS (status " + response.statusCode() + ")",
                    e);
        }
    }

    private <T> T read(byte[] body, Class<T> type) {
        try {
            return json.read(body, type);
        } catch (IOException e) {
            throw new AdminClientException("The answer of " + base + " is not understood", e);
        }
    }

    private <T> List<T> readItems(byte[] body, Class<T> type) {
        try {
            return json.readItems(body, type).items();
        } catch (IOException e) {
            throw new AdminClientException("The answer of " + base + " is not understood", e);
        }
    }

    private static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
