package io.maxiofs.desktop.model;

import io.maxiofs.desktop.transfer.TransferEngine;
import io.maxiofs.desktop.transfer.TransferLimits;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.LocalAccess;
import io.maxiofs.server.admin.api.PinnedCertificate;
import io.maxiofs.server.admin.api.SignIn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A server somebody is signed in to: the only way of screens to it. Safe on any thread, but for {@link #events()}, which
 * belongs to the user interface thread.
 *
 * <p>Its calls block: use them from {@link io.maxiofs.desktop.fx.Background}. Ask for {@link #admin()} each time, because
 * tokens are renewed.
 */
public final class Session implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final Server server;
    private final Supplier<AdminClient> admin;
    private final Runnable closer;
    private final URI s3Endpoint;
    private final SignIn.Me me;
    private final Supplier<S3Client> s3;
    private final EventFeed events;
    private final SessionTransfers transfers;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile @Nullable ServerPower power;

    private Session(Server server, Connection connection, SessionHome home) {
        this.server = server;
        this.admin = connection.admin();
        this.closer = connection.closer();
        this.s3Endpoint = connection.s3Endpoint();
        this.me = connection.me();
        this.s3 = connection.s3();
        this.events = new EventFeed(admin, home.ui());
        this.transfers = new SessionTransfers(server, s3, home);
    }

    private record Connection(
            Supplier<AdminClient> admin, Runnable closer, URI s3Endpoint, SignIn.Me me, Supplier<S3Client> s3) {}

    /**
     * To a server on this computer, by the file of its data directory. Blocks.
     *
     * @throws io.maxiofs.server.admin.api.AdminClientException if it does not answer
     */
    public static Session local(Server.Local server, LocalAccess access, SessionHome home) {
        AdminClient client = AdminClient.connect(access);
        try {
            URI endpoint = URI.create(client.status().s3());
            SignIn.Me me = client.me();
            String certificate = access.certificate();
            PinnedCertificate pinned = certificate == null ? null : PinnedCertificate.ofPem(certificate);
            S3Access s3 = new S3Access(() -> client, endpoint, pinned, home.clock());
            return new Session(server, new Connection(() -> client, client::close, endpoint, me, s3), home);
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    /**
     * To a server elsewhere. Blocks.
     *
     * @param signedIn what the sign-in gave; its tokens are renewed from now on
     * @throws io.maxiofs.server.admin.api.AdminClientException if it does not answer
     */
    public static Session remote(
            Server.Remote server, AdminClient anonymous, SignIn.Tokens signedIn, SessionHome home) {
        RenewedTokens tokens = new RenewedTokens(anonymous, signedIn, home.clock());
        try {
            AdminClient client = tokens.get();
            URI endpoint = reachable(URI.create(client.status().s3()), server.admin());
            SignIn.Me me = client.me();
            S3Access s3 = new S3Access(tokens, endpoint, pinned(server), home.clock());
            return new Session(server, new Connection(tokens, tokens::close, endpoint, me, s3), home);
        } catch (RuntimeException e) {
            tokens.close();
            throw e;
        }
    }

    private static @Nullable PinnedCertificate pinned(Server.Remote server) {
        String pem = server.certificate();
        return pem == null ? null : PinnedCertificate.ofPem(pem);
    }

    /** A server that listens everywhere calls itself by its loopback address; from here it is where its admin port is. */
    static URI reachable(URI endpoint, URI admin) {
        return isLoopback(endpoint) && !isLoopback(admin)
                ? URI.create(endpoint.getScheme() + "://" + admin.getHost() + ":" + endpoint.getPort())
                : endpoint;
    }

    private static boolean isLoopback(URI url) {
        String host = url.getHost();
        if (host == null || host.equals("localhost")) {
            return true;
        }
        try {
            boolean literal = host.startsWith("[") || Character.isDigit(host.charAt(host.length() - 1));
            return literal && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    public Server server() {
        return server;
    }

    /** Signed in with what is valid now; not to be kept or closed. */
    public AdminClient admin() {
        return admin.get();
    }

    /** Where S3 is served, as seen from here. */
    public URI s3Endpoint() {
        return s3Endpoint;
    }

    /** Who is signed in; the name is empty for the owner of a server on this computer. */
    public SignIn.Me me() {
        return me;
    }

    /**
     * A new client of the S3 port, path style, with temporary credentials that are renewed; the caller closes it. Blocks
     * the first time.
     */
    public S3Client s3() {
        return s3.get();
    }

    public EventFeed events() {
        return events;
    }

    /** What moves between this computer and the server; opened when first asked for, which blocks for a moment. */
    public TransferEngine transfers() {
        return transfers.engine();
    }

    /**
     * How much moves at once. Blocks for a moment.
     *
     * @throws IOException if the file with it cannot be read
     */
    public TransferLimits transferLimits() throws IOException {
        return transfers.limits();
    }

    /** As {@link #transferLimits()} from now on and after restarts, towards every server. */
    public void transferLimits(TransferLimits limits) throws IOException {
        transfers.limits(limits);
    }

    /** What can be done about the server's process from here. */
    public ServerPower power() {
        ServerPower ours = power;
        return ours == null ? ServerPower.elsewhere(this) : ours;
    }

    /** The process is in the hands of this application. */
    public void power(ServerPower ours) {
        power = ours;
    }

    /** On the user interface thread; returns at once. What takes its time has happened when {@link #ended()} is done. */
    @Override
    public void close() {
        events.close();
        Thread.ofVirtual().name("session-end").start(() -> {
            try {
                transfers.close();
                closer.run();
            } catch (RuntimeException e) {
                LOG.warn("The session of {} is not closed in order", server.name(), e);
            } finally {
                ended.complete(null);
            }
        });
    }

    /** Done after {@link #close()}, as soon as no transfer works any more and the connections are given up. */
    public CompletableFuture<Void> ended() {
        return ended.copy();
    }
}
