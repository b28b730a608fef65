package io.maxiofs.server.admin.api;

import java.util.List;

/** What keys and users may do. Safe on any thread; calls block and throw {@link AdminClientException}. */
public final class AccessClient {
    private static final String GRID = "/api/v1/access-grid";
    private static final String KEYS = "/api/v1/access-keys";

    private final AdminTransport transport;

    AccessClient(AdminTransport transport) {
        this.transport = transport;
    }

    public AccessGridDocument grid() {
        return transport.read(transport.send("GET", GRID), AccessGridDocument.class);
    }

    /** Sets one cell; answers the key's row. */
    public AccessGridDocument.Row setCell(AccessGridDocument.Cell cell) {
        return transport.read(transport.send("PUT", GRID, cell), AccessGridDocument.Row.class);
    }

    /** Makes a key that can do one thing with one bucket. */
    public AccessKeyDocument.Issued createKeyFor(AccessGridDocument.KeyForBucket wanted) {
        return transport.read(transport.send("POST", KEYS + "/for-bucket", wanted), AccessKeyDocument.Issued.class);
    }

    /** Puts a new key in the place of an old one. */
    public AccessKeyDocument.Issued rotateKey(String id, AccessGridDocument.Rotation rotation) {
        return transport.read(
                transport.send("POST", KEYS + "/" + AdminTransport.encode(id) + "/rotate", rotation),
                AccessKeyDocument.Issued.class);
    }

    /** Resource names of the policies that the server comes with and that can be attached. */
    public List<String> managedPolicies() {
        return transport.readItems(transport.send("GET", "/api/v1/policies"), String.class);
    }

    public PoliciesDocument policiesOf(String user) {
        return transport.read(transport.send("GET", policies(user)), PoliciesDocument.class);
    }

    public PoliciesDocument changePoliciesOf(String user, PoliciesDocument.Change change) {
        return transport.read(transport.send("PATCH", policies(user), change), PoliciesDocument.class);
    }

    private static String policies(String user) {
        return "/api/v1/users/" + AdminTransport.encode(user) + "/policies";
    }
}
