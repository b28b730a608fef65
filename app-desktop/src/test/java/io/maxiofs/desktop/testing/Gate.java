package io.maxiofs.desktop.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A way to a server that stays where it is while the server is stopped and started again on another port, and that can hold
 * up what is asked, so that a test sees what is shown until the answer comes.
 */
public final class Gate implements AutoCloseable {
    private static final int BUFFER = 16_384;

    private final Supplier<URI> target;
    private final ServerSocket entrance;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Object lock = new Object();
    private boolean held;
    private volatile boolean cut;

    /** @param target where the server is now */
    public Gate(Supplier<URI> target) {
        this.target = target;
        try {
            entrance = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("gate").start(this::admit);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + entrance.getLocalPort());
    }

    /** From now on what is asked waits. */
    public void hold() {
        synchronized (lock) {
            held = true;
        }
    }

    /** What waits goes on. */
    public void release() {
        synchronized (lock) {
            held = false;
            lock.notifyAll();
        }
    }

    /** From now on every connection ends, as if no server listened. */
    public void cut() {
        cut = true;
        for (Socket socket : sockets) {
            end(socket);
        }
    }

    /** The server is reached again. */
    public void mend() {
        cut = false;
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitRelease() throws InterruptedException {
        synchronized (lock) {
            while (held) {
                lock.wait();
            }
        }
    }

    private void admit() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                Thread.ofVirtual().name("gate").start(() -> connect(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** While no server listens the client's connection ends, as it would without this way. */
    private void connect(Socket client) {
        sockets.add(client);
        Socket server = new Socket();
        sockets.add(server);
        try (client;
                server) {
            // Asked after both are in the list, so that one of the two ends what comes while the way is cut.
            if (cut) {
                return;
            }
            server.connect(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), target.get().getPort()));
            Thread back = Thread.ofVirtual().name("gate").start(() -> pass(server, client, false));
            pass(client, server, true);
            back.join();
        } catch (IOException | InterruptedException gone) {
            // Closing both, as leaving does, is all there is to do.
            sockets.remove(server);
        } finally {
            sockets.remove(client);
            sockets.remove(server);
        }
    }

    private void pass(Socket from, Socket to, boolean asks) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (asks) {
                    awaitRelease();
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException | InterruptedException gone) {
            // The other direction ends too, because both sockets are closed now.
            sockets.remove(from);
        }
    }

    @Override
    public void close() {
        release();
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sockets.forEach(Gate::end);
    }
}
