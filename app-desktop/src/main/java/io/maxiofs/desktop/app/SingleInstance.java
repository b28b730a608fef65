package io.maxiofs.desktop.app;

import io.maxiofs.server.admin.api.AdminJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sure that one window per person is enough: a second launch hands its arguments to the first and ends. A lock says
 * who is first; a socket that only this user can open carries the arguments.
 */
public final class SingleInstance implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SingleInstance.class);
    private static final String ANSWER = "taken";

    private final FileLock lock;
    private final ServerSocketChannel server;
    private final Path socketFolder;

    private SingleInstance(FileLock lock, ServerSocketChannel server, Path socketFolder) {
        this.lock = lock;
        this.server = server;
        this.socketFolder = socketFolder;
    }

    private record Launch(List<String> arguments) {}

    /**
     * Becomes the first, or hands the arguments to it.
     *
     * @param folder that both know
     * @param launched told the arguments of later launches, on a thread of its own
     * @return empty if another is first and has taken the arguments
     * @throws IOException if neither works
     */
    public static Optional<SingleInstance> become(Path folder, List<String> arguments, Consumer<List<String>> launched)
            throws IOException {
        Files.createDirectories(folder);
        Path address = folder.resolve("desktop.socket");
        FileChannel channel =
                FileChannel.open(folder.resolve("desktop.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = tryLock(channel);
        if (lock == null) {
            channel.close();
            hand(Path.of(Files.readString(address).strip()), arguments);
            return Optional.empty();
        }
        // A folder of the system for temporary files: its path is short enough for a socket, and only we may enter it.
        Path socketFolder = Files.createTempDirectory("maxiofs-");
        Path socket = socketFolder.resolve("s");
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Files.writeString(address, socket.toString());
        SingleInstance instance = new SingleInstance(lock, server, socketFolder);
        Thread.ofPlatform().daemon().name("launches").start(() -> instance.serve(launched));
        return Optional.of(instance);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            LOG.debug("Another part of this process has the lock", e);
            return null;
        }
    }

    private static void hand(Path socket, List<String> arguments) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                Writer out = Channels.newWriter(channel, StandardCharsets.UTF_8);
                BufferedReader in = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8))) {
            out.write(new String(AdminJson.strict().write(new Launch(arguments)), StandardCharsets.UTF_8));
            out.write('\n');
            out.flush();
            if (!ANSWER.equals(in.readLine())) {
                throw new IOException("The window that is open already does not answer");
            }
        }
    }

    private void serve(Consumer<List<String>> launched) {
        while (server.isOpen()) {
            try (SocketChannel channel = server.accept();
                    BufferedReader in = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
                    Writer out = Channels.newWriter(channel, StandardCharsets.UTF_8)) {
                String line = in.readLine();
                if (line != null) {
                    Launch launch = AdminJson.lenient().read(line.getBytes(StandardCharsets.UTF_8), Launch.class);
                    launched.accept(launch.arguments());
                    out.write(ANSWER + "\n");
                    out.flush();
                }
            } catch (ClosedChannelException e) {
                LOG.debug("No more launches are taken", e);
            } catch (IOException e) {
                LOG.warn("A second launch could not be understood", e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(socketFolder.resolve("s"));
        Files.deleteIfExists(socketFolder);
        lock.channel().close();
    }
}
