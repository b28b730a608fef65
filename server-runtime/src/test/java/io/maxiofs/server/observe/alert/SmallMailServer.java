package io.maxiofs.server.observe.alert;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Speaks enough SMTP to take a message, or to refuse one. One connection at a time, on a thread of its own. */
public final class SmallMailServer implements AutoCloseable {
    private final ServerSocket socket;
    private final boolean refusing;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();

    /** @param refusing whether recipients are refused */
    public SmallMailServer(boolean refusing) {
        this.refusing = refusing;
        try {
            this.socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().name("small-mail-server").start(this::serve);
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** What was said outside of messages. */
    public List<String> commands() {
        return List.copyOf(lines);
    }

    public List<String> messages() {
        return List.copyOf(messages);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                converse(client);
            } catch (IOException e) {
                // Closed by the test, or by a client that has had enough.
                lines.add("(ended)");
            }
        }
    }

    private void converse(Socket client) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = client.getOutputStream();
        say(out, "220 small");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            lines.add(line);
            String command = line.length() < 4 ? line : line.substring(0, 4);
            switch (command) {
                case "EHLO" -> say(out, "250-small", "250 AUTH PLAIN LOGIN");
                case "AUTH" -> say(out, "235 welcome");
                case "RCPT" -> say(out, refusing ? "550 no such user" : "250 ok");
                case "DATA" -> {
                    say(out, "354 go on");
                    messages.add(message(in));
                    say(out, "250 taken");
                }
                case "QUIT" -> {
                    say(out, "221 bye");
                    return;
                }
                default -> say(out, "250 ok");
            }
        }
    }

    private static String message(BufferedReader in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            text.append(line).append('\n');
        }
        return text.toString();
    }

    private static void say(OutputStream out, String... answer) throws IOException {
        for (String line : answer) {
            out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        out.flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
