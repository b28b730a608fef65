package io.maxiofs.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.TraceEntry;
import io.maxiofs.server.admin.api.TraceQuery;
import io.maxiofs.server.testing.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whoever cannot connect finds the reason in the trace, and where that is possible in an answer. */
class RefusedConnectionsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final byte[] NOTHING = {};
    private static final String UNKNOWN_CA_ALERT = "15030300020230";
    private static TestServer encrypted;
    private static TestServer plain;

    @BeforeAll
    static void start() {
        encrypted = TestServer.start(Map.of("tls.mode", "local-ca", "tls.names", "nas.example.org"));
        plain = TestServer.start();
    }

    @AfterAll
    static void stop() {
        encrypted.close();
        plain.close();
    }

    private static InetSocketAddress addressOf(TestServer server) {
        return new InetSocketAddress(
                server.endpoint().getHost(), server.endpoint().getPort());
    }

    private static List<TraceEntry> told(TestServer server, String reason) {
        try (AdminClient admin = server.adminClient()) {
            return admin
                    .trace()
                    .list(new TraceQuery(null, "failed", null, null, null, null, null), 1000, null)
                    .items()
                    .stream()
                    .filter(entry -> Objects.requireNonNull(entry.result().reason())
                            .key()
                            .equals(reason))
                    .toList();
        }
    }

    private static TraceEntry awaitTold(TestServer server, String reason) {
        return awaitTold(server, reason, entry -> true);
    }

    private static void awaitToldOf(TestServer server, String reason, String detail) {
        TraceEntry entry = awaitTold(
                server,
                reason,
                found -> Objects.requireNonNull(found.result().reason())
                        .arguments()
                        .equals(List.of(detail)));
        assertThat(entry.result().explanation()).contains(detail);
    }

    private static TraceEntry awaitTold(TestServer server, String reason, Predicate<TraceEntry> which) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<TraceEntry> found =
                    told(server, reason).stream().filter(which).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            assertThat(System.nanoTime()).as("waiting for " + reason).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static String exchange(TestServer server, byte[] sent) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(addressOf(server), (int) PATIENCE.toMillis());
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(sent);
            // The answer says that the connection ends with it, but leaves ending it to the client.
            byte[] answer = socket.getInputStream().readNBytes(20);
            return new String(answer, StandardCharsets.ISO_8859_1);
        }
    }

    private static String untilTheEnd(TestServer server, byte[] sent) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(addressOf(server), (int) PATIENCE.toMillis());
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(sent);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void plainHttpOnTheTlsPortIsAnswered() throws IOException {
        try (RawConnection connection = new RawConnection(addressOf(encrypted))) {
            RawConnection.Response answer = connection.exchange(
                    "PUT",
                    "/bucket/key?x=1",
                    Map.of(
                            "Host", "nas",
                            "User-Agent", "restic/0.18",
                            "Content-Length", "300000",
                            "Authorization", "AWS4-HMAC-SHA256 Credential=AKIAOFSOMEBODY/20260101/us-east-1/s3/aws4"),
                    new byte[300_000]);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("InvalidRequest");
            assertThat(answer.element("Message")).contains("https://");
            TraceEntry entry = awaitTold(encrypted, "https_port");
            assertThat(answer.element("RequestId")).isEqualTo(entry.id());
            assertThat(answer.header("x-amz-request-id")).isEqualTo(entry.id());
            assertThat(entry.asked().method()).isEqualTo("PUT");
            assertThat(entry.asked().target()).isEqualTo("/bucket/key?x=1");
            assertThat(entry.sender().accessKey()).isEqualTo("AKIAOFSOMEBODY");
            assertThat(entry.sender().client()).isEqualTo("restic");
            assertThat(entry.result().status()).isEqualTo(400);
            assertThat(entry.result().explanation()).contains("https://");
        }
    }

    @Test
    void theAdministrationPortSaysItToo() throws IOException {
        URI admin = encrypted.admin();
        try (RawConnection connection = new RawConnection(new InetSocketAddress(admin.getHost(), admin.getPort()))) {
            RawConnection.Response answer =
                    connection.exchange("GET", "/api/v1/status", Map.of("Host", "nas"), NOTHING);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains("https://");
        }
    }

    @Test
    void tlsOnThePlainPortIsAnsweredWithHttp() throws Exception {
        assertThat(exchange(plain, clientHello())).startsWith("HTTP/1.1 400 ");
        assertThat(awaitTold(plain, "http_port").result().explanation()).contains("http://");
    }

    @Test
    void clientThatDoesNotTrustTheCertificateIsNamed() throws Exception {
        // The connection stays until the server has read why.
        try (Socket raw = new Socket(
                        InetAddress.getLoopbackAddress(), encrypted.endpoint().getPort());
                SSLSocket socket = (SSLSocket) SSLContext.getDefault()
                        .getSocketFactory()
                        .createSocket(raw, "localhost", raw.getPort(), false)) {
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
            TraceEntry entry = awaitTold(encrypted, "certificate_refused");
            assertThat(entry.result().status()).isZero();
            assertThat(entry.sender().address()).isEqualTo("127.0.0.1");
            assertThat(entry.asked().method()).isEmpty();
        }
    }

    @Test
    void clientThatSaysItDoesNotKnowTheAuthorityIsTakenAtItsWord() throws Exception {
        try (Socket socket = new Socket()) {
            socket.connect(addressOf(encrypted));
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(clientHello());
            assertThat(socket.getInputStream().read()).isEqualTo(0x16);
            socket.getOutputStream().write(HexFormat.of().parseHex(UNKNOWN_CA_ALERT));
            awaitTold(encrypted, "unknown_authority");
        }
    }

    /** As OpenSSL does: unencrypted, though both are beyond that. */
    @Test
    void alertOfOpenSslIsUnderstood() throws Exception {
        SSLEngine engine = SSLContext.getDefault().createSSLEngine("nas.example.org", 443);
        engine.setUseClientMode(true);
        try (Socket socket = new Socket()) {
            socket.connect(addressOf(encrypted));
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(hello(engine));
            assertThat(socket.getInputStream().read()).isEqualTo(0x16);
            socket.getOutputStream().write(HexFormat.of().parseHex("1503030002022d"));
            awaitTold(encrypted, "certificate_expired");
        }
    }

    @Test
    void nameThatTheCertificateDoesNotHaveIsSaid() throws Exception {
        SSLContext trusting = trusting(encrypted);
        try (Socket raw = new Socket(
                        InetAddress.getLoopbackAddress(), encrypted.endpoint().getPort());
                SSLSocket socket = (SSLSocket)
                        trusting.getSocketFactory().createSocket(raw, "storage.example.org", raw.getPort(), false)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName("storage.example.org")));
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
            awaitToldOf(encrypted, "wrong_name", "storage.example.org");
        }
    }

    /** As curl does, which looks at the name when the handshake is over. */
    @Test
    void clientThatLeavesBecauseOfTheNameIsNoticed() throws Exception {
        SSLContext trusting = trusting(encrypted);
        try (Socket raw = new Socket(
                        InetAddress.getLoopbackAddress(), encrypted.endpoint().getPort());
                SSLSocket socket = (SSLSocket)
                        trusting.getSocketFactory().createSocket(raw, "other.example.org", raw.getPort(), true)) {
            socket.startHandshake();
        }
        awaitToldOf(encrypted, "wrong_name", "other.example.org");
    }

    @Test
    void oldVersionOfTlsIsSaid() throws IOException {
        String random = "00".repeat(32);
        String hello = "0302" + random + "00" + "0002002f" + "0100";
        String handshake = "010000" + HexFormat.of().toHexDigits((byte) (hello.length() / 2)) + hello;
        String record = "16030100" + HexFormat.of().toHexDigits((byte) (handshake.length() / 2)) + handshake;
        exchange(encrypted, HexFormat.of().parseHex(record));
        awaitTold(encrypted, "tls_version");
    }

    @Test
    void connectionThatEndsInTheHandshakeIsTold() throws Exception {
        try (Socket socket = new Socket()) {
            socket.connect(addressOf(encrypted));
            socket.getOutputStream().write(clientHello());
            assertThat(socket.getInputStream().read()).isEqualTo(0x16);
        }
        awaitTold(encrypted, "tls_ended");
    }

    @Test
    void whatTheParserDoesNotTakeIsAnsweredWithADocument() throws IOException {
        try (RawConnection connection = new RawConnection(addressOf(plain))) {
            RawConnection.Response answer =
                    connection.exchange("GET", "/bucket/100%", Map.of("Host", "s3.test"), NOTHING);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("InvalidURI");
            TraceEntry entry = awaitTold(plain, "malformed_target");
            assertThat(answer.header("x-amz-request-id")).isEqualTo(entry.id());
            assertThat(entry.asked().target()).isEqualTo("/bucket/100%");
        }
        assertThat(exchange(plain, text("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"))).startsWith("HTTP/1.1 400 ");
        awaitTold(plain, "http2_only");
        assertThat(exchange(plain, text("SSH-2.0-OpenSSH_9.2\r\n"))).startsWith("HTTP/1.1 400 ");
        awaitTold(plain, "not_http");
        String many = "GET / HTTP/1.1\r\nHost: a\r\n" + "x: y\r\n".repeat(300) + "\r\n";
        assertThat(exchange(plain, text(many))).startsWith("HTTP/1.1 400 ");
        awaitTold(plain, "malformed_head");
    }

    @Test
    void malformedRequestBehindTlsIsAnsweredToo() throws Exception {
        try (SSLSocket socket = (SSLSocket) trusting(encrypted)
                .getSocketFactory()
                .createSocket("127.0.0.1", encrypted.endpoint().getPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(text("GET /b/%zz HTTP/1.1\r\nHost: a\r\n\r\n"));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400 ").contains("<Code>InvalidURI</Code>");
        }
        awaitTold(encrypted, "malformed_target");
    }

    /** A program that tries again and again must not push everything else out of the trace. */
    @Test
    void theSameAgainSoonAfterIsNotTold() throws IOException {
        try (TestServer server = TestServer.start(Map.of("tls.mode", "local-ca", "http.idle-timeout", "1s"))) {
            try (Socket silent = new Socket()) {
                silent.connect(addressOf(server));
            }
            for (int i = 0; i < 20; i++) {
                assertThat(exchange(server, text("GET / HTTP/1.1\r\nHost: a\r\n\r\n")))
                        .startsWith("HTTP/1.1 400 ");
            }
            awaitTold(server, "https_port");
            assertThat(told(server, "https_port")).hasSizeLessThan(5);
            assertThat(told(server, "tls_ended")).as("one that sent nothing").isEmpty();
            // Whoever gets no further is not waited for longer than for any idle connection.
            assertThat(untilTheEnd(server, new byte[] {0x16})).isEmpty();
            assertThat(untilTheEnd(server, text("G"))).startsWith("HTTP/1.1 400 ");
        }
    }

    /** As a client sends it that would speak TLS 1.2. */
    private static byte[] clientHello() throws Exception {
        SSLEngine engine = SSLContext.getDefault().createSSLEngine("nas.example.org", 443);
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(new String[] {"TLSv1.2"});
        return hello(engine);
    }

    private static byte[] hello(SSLEngine engine) throws SSLException {
        ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), hello);
        byte[] bytes = new byte[hello.flip().remaining()];
        hello.get(bytes);
        return bytes;
    }

    private static SSLContext trusting(TestServer server) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(
                "authority",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(
                                Objects.requireNonNull(server.localAccess().certificate())
                                        .getBytes(StandardCharsets.US_ASCII))));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
