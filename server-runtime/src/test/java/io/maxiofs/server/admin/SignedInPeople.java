package io.maxiofs.server.admin;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.AdminClientException;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.admin.api.TenantDocument;
import io.maxiofs.server.admin.api.UserDocument;
import io.maxiofs.server.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** People who are signed in to the admin API of a test's server. Used by one thread. */
final class SignedInPeople implements AutoCloseable {
    private static final String PASSWORD = "long enough for tests 42!";

    private final TestServer server;
    private final AdminClient local;
    private final List<AdminClient> clients = new ArrayList<>();

    SignedInPeople(TestServer server) {
        this.server = server;
        this.local = server.adminClient();
    }

    /** The local program. */
    AdminClient local() {
        return local;
    }

    /** The server's first administrator. */
    AdminClient administrator() {
        return signIn("admin", TestServer.ADMIN_PASSWORD);
    }

    /** Makes a user of the global tenant and signs in. */
    AdminClient user(String name) {
        return user(name, null, null);
    }

    /** Makes a user and signs in. */
    AdminClient user(String name, @Nullable String role, @Nullable String tenant) {
        local.createUser(new UserDocument.New(name, null, null, null, role, PASSWORD, null, tenant));
        return signIn(name, PASSWORD);
    }

    void tenant(String name) {
        local.createTenant(new TenantDocument.New(name, null, null));
    }

    private AdminClient signIn(String name, String password) {
        AdminClient client = AdminClient.connect(server.admin(), (String) null);
        clients.add(client);
        return client.signIn(name, password);
    }

    /** Code of the problem that a call is refused with; {@code none} if it is not. */
    static String codeOf(Runnable call) {
        try {
            call.run();
            return "none";
        } catch (AdminClientException e) {
            return e.problem().map(Problem::code).orElse("not reached: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        clients.forEach(AdminClient::close);
        local.close();
    }
}
