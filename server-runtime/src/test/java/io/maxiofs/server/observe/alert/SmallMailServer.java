package io.maxiofs.server.observe.alert;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Speaks enough SMTP to take a message, or to refuse one; with a certificate it offers STARTTLS, and takes a name and a password
 * only after it. One connection at a time, on a thread of its own.
 */
public final class SmallMailServer implements AutoCloseable {
    private final ServerSocket socket;
    private final Behaviour behaviour;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<String> encrypted = new CopyOnWriteArrayList<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();

    /**
     * What it does.
     *
     * @param refusing whether recipients are refused
     * @param tls has its certificate; null to speak in the clear only
     * @param mechanisms of AUTH, as it names them
     * @param login name and password it lets in, with a zero byte between them; null for anybody
     */
    record Behaviour(
            boolean refusing,
            @Nullable SSLContext tls,
            String mechanisms,
            @Nullable String login) {}

    /** @param refusing whether recipients are refused */
    public SmallMailServer(boolean refusing) {
        this(new Behaviour(refusing, null, "PLAIN LOGIN", null));
    }

    SmallMailServer(Behaviour behaviour) {
        this.behaviour = behaviour;
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

    /** The part of {@link #commands} that was said after STARTTLS. */
    List<String> encrypted() {
        return List.copyOf(encrypted);
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

    private void converse(Socket plain) throws IOException {
        Conversation talk = new Conversation(plain, false);
        talk.say("220 small");
        for (String line = talk.hear(); line != null; line = talk.hear()) {
            String command = line.length() < 4 ? line : line.substring(0, 4);
            switch (command) {
                case "EHLO" -> greet(talk);
                case "STAR" -> {
                    talk.say("220 go on");
                    talk = new Conversation(encrypt(plain), true);
                }
                case "AUTH" -> talk.say(letsIn(talk, line) ? "235 welcome" : "535 wrong name or password");
                case "RCPT" -> talk.say(behaviour.refusing() ? "550 no such user" : "250 ok");
                case "DATA" -> {
                    talk.say("354 go on");
                    messages.add(talk.message());
                    talk.say("250 taken");
                }
                case "QUIT" -> {
                    talk.say("221 bye");
                    return;
                }
                default -> talk.say("250 ok");
            }
        }
    }

    private void greet(Conversation talk) throws IOException {
        if (behaviour.tls() != null && !talk.secret) {
            talk.say("250-small", "250 STARTTLS");
        } else {
            talk.say("250-small", "250 AUTH " + behaviour.mechanisms());
        }
    }

    private Socket encrypt(Socket plain) throws IOException {
        SSLSocket layered = (SSLSocket)
                requireNonNull(behaviour.tls()).getSocketFactory().createSocket(plain, null, plain.getPort(), true);
        layered.setUseClientMode(false);
        layered.startHandshake();
        return layered;
    }

    private boolean letsIn(Conversation talk, String line) throws IOException {
        if (behaviour.login() == null) {
            return true;
        }
        if (behaviour.tls() != null && !talk.secret) {
            return false;
        }
        String[] words = line.split(" ", 3);
        if (words[1].equals("PLAIN")) {
            return decoded(words.length > 2 ? words[2] : talk.ask("")).endsWith("\0" + behaviour.login());
        }
        String name = decoded(words.length > 2 ? words[2] : talk.ask("VXNlcm5hbWU6"));
        return (name + "\0" + decoded(talk.ask("UGFzc3dvcmQ6"))).equals(behaviour.login());
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private final class Conversation {
        private final BufferedReader in;
        private final OutputStream out;
        private final boolean secret;

        Conversation(Socket client, boolean secret) throws IOException {
            this.in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            this.out = client.getOutputStream();
            this.secret = secret;
        }

        @Nullable String hear() throws IOException {
            String line = in.readLine();
            if (line != null) {
                lines.add(line);
                if (secret) {
                    encrypted.add(line);
                }
            }
            return line;
        }

        String ask(String question) throws IOException {
            say("334 " + question);
            String answer = hear();
            return answer == null ? "" : answer;
        }

        void say(String... answer) throws IOException {
            StringBuilder text = new StringBuilder();
            for (String line : answer) {
                text.append(line).append("\r\n");
            }
            out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }

        String message() throws IOException {
            StringBuilder text = new StringBuilder();
            for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
                text.append(line).append('\n');
            }
            return text.toString();
        }
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
