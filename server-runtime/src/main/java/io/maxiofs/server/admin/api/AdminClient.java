package io.maxiofs.server.admin.api;

import java.net.URI;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Calls the admin API of one server. Safe on any thread; calls block. Every method throws {@link AdminClientException} if
 * the server refuses or is not reached.
 */
public final class AdminClient implements AutoCloseable {
    private final AdminTransport transport;

    private AdminClient(AdminTransport transport) {
        this.transport = transport;
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

    /** A client without credentials, for a server whose certificate a person has compared. */
    public static AdminClient connect(URI url, PinnedCertificate pinned) {
        return connect(url, pinned.context());
    }

    /** A client for the server whose file this is. */
    public static AdminClient connect(LocalAccess access) {
        String certificate = access.certificate();
        return connect(URI.create(access.url()), certificate == null ? null : Trust.inExactly(certificate))
                .withToken(access.token());
    }

    private static AdminClient connect(URI url, @Nullable SSLContext trust) {
        return new AdminClient(AdminTransport.to(url, trust));
    }

    /** The same client with a token. Close one of the two. */
    public AdminClient withToken(String newToken) {
        return withTokens(TokenSource.fixed(newToken));
    }

    /** The same client with tokens that may be renewed. Close one of the two. */
    public AdminClient withTokens(TokenSource tokens) {
        return new AdminClient(transport.withTokens(tokens));
    }

    /**
     * The same client, signed in with a password. Close one of the two.
     *
     * @throws SecondFactorException if the password was right and a code must follow
     */
    public AdminClient signIn(String user, String password) {
        SignIn.Response response = auth().signIn(user, password);
        SignIn.Tokens tokens = response.tokens();
        if (tokens == null) {
            throw new SecondFactorException(String.valueOf(response.challenge()));
        }
        return withToken(tokens.token());
    }

    /** Signing in, and what a person keeps for themselves. */
    public AuthClient auth() {
        return new AuthClient(transport);
    }

    /** What keys and users may do. */
    public AccessClient access() {
        return new AccessClient(transport);
    }

    /** What was done. */
    public AuditClient audit() {
        return new AuditClient(transport);
    }

    /** The settings of the server. */
    public SettingsClient settings() {
        return new SettingsClient(transport);
    }

    /** Makes the token useless. */
    public void signOut() {
        auth().signOut();
    }

    public SignIn.Me me() {
        return auth().me();
    }

    public ServerStatus status() {
        return transport.read(transport.send("GET", "/api/v1/server/status"), ServerStatus.class);
    }

    /** Asks the server to stop; it answers before it does. */
    public void shutdown() {
        transport.send("POST", "/api/v1/server/shutdown");
    }

    /** Reads certificate and key again, or makes the local authority's certificate anew. */
    public ServerStatus.Tls reloadTls() {
        return transport.read(transport.send("POST", "/api/v1/server/tls/reload"), ServerStatus.Tls.class);
    }

    /** Mending what a scrub found. */
    public RepairsClient repairs() {
        return new RepairsClient(transport);
    }

    /** What the server measures. */
    public MetricsClient metrics() {
        return new MetricsClient(transport);
    }

    /** Recent requests, and who uses the server. */
    public TraceClient trace() {
        return new TraceClient(transport);
    }

    /** Alerts and how they are told. */
    public AlertsClient alerts() {
        return new AlertsClient(transport);
    }

    /** How the server is, its scrubs, and its diagnostics. */
    public HealthClient health() {
        return new HealthClient(transport);
    }

    /** Begins to follow what happens; the caller closes the stream before this client. */
    public EventStream events(Set<ServerEvent.Kind> kinds, EventStream.Listener listener) {
        return EventStream.open(transport, kinds, listener);
    }

    public List<UserDocument> users() {
        return transport.readItems(transport.send("GET", "/api/v1/users"), UserDocument.class);
    }

    public UserDocument.Created createUser(UserDocument.New user) {
        return transport.read(transport.send("POST", "/api/v1/users", user), UserDocument.Created.class);
    }

    public UserDocument changeUser(String name, UserDocument.Change change) {
        return transport.read(
                transport.send("PATCH", "/api/v1/users/" + AdminTransport.encode(name), change), UserDocument.class);
    }

    public void deleteUser(String name) {
        transport.send("DELETE", "/api/v1/users/" + AdminTransport.encode(name));
    }

    /** @param user only this user's; null for all */
    public List<AccessKeyDocument> accessKeys(@Nullable String user) {
        String query = user == null ? "" : "?user=" + AdminTransport.encode(user);
        return transport.readItems(transport.send("GET", "/api/v1/access-keys" + query), AccessKeyDocument.class);
    }

    public AccessKeyDocument.Issued createAccessKey(AccessKeyDocument.New key) {
        return transport.read(transport.send("POST", "/api/v1/access-keys", key), AccessKeyDocument.Issued.class);
    }

    public AccessKeyDocument changeAccessKey(String id, AccessKeyDocument.Change change) {
        return transport.read(
                transport.send("PATCH", "/api/v1/access-keys/" + AdminTransport.encode(id), change),
                AccessKeyDocument.class);
    }

    public void deleteAccessKey(String id) {
        transport.send("DELETE", "/api/v1/access-keys/" + AdminTransport.encode(id));
    }

    /** What the store does in the background. */
    public UpkeepDocument upkeep() {
        return transport.read(transport.send("GET", "/api/v1/upkeep"), UpkeepDocument.class);
    }

    /** Begins a scrub unless one runs. */
    public UpkeepDocument startScrub() {
        return transport.read(transport.send("POST", "/api/v1/upkeep/scrub"), UpkeepDocument.class);
    }

    public MasterKeysDocument masterKeys() {
        return transport.read(transport.send("GET", "/api/v1/master-keys"), MasterKeysDocument.class);
    }

    public List<KmsKeyDocument> kmsKeys() {
        return transport.readItems(transport.send("GET", "/api/v1/kms-keys"), KmsKeyDocument.class);
    }

    /** A key of that name that is there stays as it is. */
    public KmsKeyDocument createKmsKey(KmsKeyDocument.New key) {
        return transport.read(transport.send("POST", "/api/v1/kms-keys", key), KmsKeyDocument.class);
    }

    public KmsKeyDocument changeKmsKey(KmsKeyDocument.Change change) {
        return transport.read(transport.send("PATCH", "/api/v1/kms-keys", change), KmsKeyDocument.class);
    }

    /** Makes a new version of a master key, which wraps from then on. */
    public MasterKeysDocument.Key rotateMasterKey(MasterKeysDocument.Rotation rotation) {
        return transport.read(
                transport.send("POST", "/api/v1/master-keys/rotate", rotation), MasterKeysDocument.Key.class);
    }

    /** Begins to wrap the keys of bodies anew unless that is under way. */
    public MasterKeysDocument rewrapKeys() {
        return transport.read(transport.send("POST", "/api/v1/master-keys/rewrap"), MasterKeysDocument.class);
    }

    /** Buckets and their settings. */
    public BucketsClient buckets() {
        return new BucketsClient(transport);
    }

    /** Objects, their versions, and what is deleted. */
    public ObjectsClient objects() {
        return new ObjectsClient(transport);
    }

    /** Unfinished multipart uploads. */
    public UploadsClient uploads() {
        return new UploadsClient(transport);
    }

    /** Links to objects for people without an account. */
    public SharesClient shares() {
        return new SharesClient(transport);
    }

    /** Work that goes on in the server. */
    public JobsClient jobs() {
        return new JobsClient(transport);
    }

    /** Credentials for the S3 port. */
    public S3AccessClient s3Access() {
        return new S3AccessClient(transport);
    }

    public List<TenantDocument> tenants() {
        return transport.readItems(transport.send("GET", "/api/v1/tenants"), TenantDocument.class);
    }

    public TenantDocument createTenant(TenantDocument.New tenant) {
        return transport.read(transport.send("POST", "/api/v1/tenants", tenant), TenantDocument.class);
    }

    public TenantDocument changeTenant(String name, TenantDocument.Change change) {
        return transport.read(
                transport.send("PATCH", "/api/v1/tenants/" + AdminTransport.encode(name), change),
                TenantDocument.class);
    }

    /** Only one without users and buckets can be deleted. */
    public void deleteTenant(String name) {
        transport.send("DELETE", "/api/v1/tenants/" + AdminTransport.encode(name));
    }

    public List<GroupDocument> groups() {
        return transport.readItems(transport.send("GET", "/api/v1/groups"), GroupDocument.class);
    }

    public GroupDocument createGroup(GroupDocument.New group) {
        return transport.read(transport.send("POST", "/api/v1/groups", group), GroupDocument.class);
    }

    /** @param tenant name of the group's tenant; null for the global one */
    public GroupDocument changeGroup(String name, @Nullable String tenant, GroupDocument.Change change) {
        return transport.read(transport.send("PATCH", group(name, tenant), change), GroupDocument.class);
    }

    /** @param tenant name of the group's tenant; null for the global one */
    public void deleteGroup(String name, @Nullable String tenant) {
        transport.send("DELETE", group(name, tenant));
    }

    private static String group(String name, @Nullable String tenant) {
        return "/api/v1/groups/" + AdminTransport.encode(name)
                + (tenant == null ? "" : "?tenant=" + AdminTransport.encode(tenant));
    }

    public List<WebhookDocument> webhooks() {
        return transport.readItems(transport.send("GET", "/api/v1/webhooks"), WebhookDocument.class);
    }

    public WebhookDocument addWebhook(WebhookDocument.New webhook) {
        return transport.read(transport.send("POST", "/api/v1/webhooks", webhook), WebhookDocument.class);
    }

    /** Removes a webhook and what waits for it. */
    public void removeWebhook(String name) {
        transport.send("DELETE", "/api/v1/webhooks/" + AdminTransport.encode(name));
    }

    /** Sends a test event; fails if the webhook does not take it. */
    public void testWebhook(String name) {
        transport.send("POST", "/api/v1/webhooks/" + AdminTransport.encode(name) + "/test");
    }

    /** Events the webhook did not take in the end, the newest last. */
    public List<WebhookDocument.DeadLetter> deadLetters(String name) {
        return transport.readItems(
                transport.send("GET", "/api/v1/webhooks/" + AdminTransport.encode(name) + "/dead-letters"),
                WebhookDocument.DeadLetter.class);
    }

    @Override
    public void close() {
        transport.close();
    }
}
