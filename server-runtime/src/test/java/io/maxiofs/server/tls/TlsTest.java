package io.maxiofs.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.DataLayout;
import io.maxiofs.server.StartException;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.AdminClientException;
import io.maxiofs.server.admin.api.LocalAccess;
import io.maxiofs.server.admin.api.ServerStatus;
import io.maxiofs.server.config.ConfigurationLoader;
import io.maxiofs.server.testing.TemporaryDirectory;
import io.maxiofs.server.testing.TestServer;
import io.maxiofs.storage.file.LocalDisk;
import io.maxiofs.storage.file.PrivateFiles;
import io.maxiofs.storage.reference.SettableClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;

class TlsTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @Test
    void localAuthorityServesBothPortsToWhoeverTrustsIt() throws Exception {
        try (TestServer server = TestServer.start(Map.of("tls.mode", "local-ca", "tls.names", "nas.example.org"))) {
            assertThat(server.endpoint().getScheme()).isEqualTo("https");
            assertThat(server.admin().getScheme()).isEqualTo("https");
            String authority = Files.readString(tlsDirectory(server).resolve(LocalAuthority.AUTHORITY_CERTIFICATE));
            try (HttpClient trusting = client(authority);
                    HttpClient ordinary = HttpClient.newHttpClient()) {
                for (String host : List.of("127.0.0.1", "localhost")) {
                    URI s3 = URI.create(
                            "https://" + host + ":" + server.endpoint().getPort() + "/");
                    assertThat(statusOf(trusting, s3)).isEqualTo(403);
                }
                assertThat(statusOf(trusting, server.admin().resolve("/health/live")))
                        .isEqualTo(200);
                assertThatThrownBy(() -> statusOf(ordinary, server.endpoint())).isInstanceOf(IOException.class);
            }
            try (AdminClient named = AdminClient.connect(server.admin(), authority)) {
                AdminClient admin = named.signIn("admin", TestServer.ADMIN_PASSWORD);
                ServerStatus.Tls tls = admin.status().tls();
                assertThat(tls).isNotNull();
                assertThat(tls.mode()).isEqualTo("local-ca");
                assertThat(tls.sha256()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
            }
            try (AdminClient local = server.adminClient()) {
                assertThat(local.me().role()).isEqualTo("admin");
            }
            for (String name : List.of("authority.key", "server.key", "server.pem")) {
                assertThat(PrivateFiles.isOpenToOthers(tlsDirectory(server).resolve(name)))
                        .isFalse();
            }
        }
    }

    @Test
    void authorityAndCertificateSurviveRestart() throws IOException {
        try (TestServer server = TestServer.start(Map.of("tls.mode", "local-ca"))) {
            byte[] authority = Files.readAllBytes(tlsDirectory(server).resolve("authority.pem"));
            byte[] certificate = Files.readAllBytes(tlsDirectory(server).resolve("server.pem"));
            server.restart();
            assertThat(tlsDirectory(server).resolve("authority.pem")).hasBinaryContent(authority);
            assertThat(tlsDirectory(server).resolve("server.pem")).hasBinaryContent(certificate);
        }
    }

    @Test
    void reloadTakesNewFilesWithoutRestartAndKeepsOldOnesIfTheyAreWrong() throws Exception {
        try (TemporaryDirectory directory = new TemporaryDirectory()) {
            Path certificate = directory.path().resolve("c.pem");
            Path key = directory.path().resolve("k.pem");
            issue(directory.path().resolve("ca"), Set.of("127.0.0.1", "first.example.org"), certificate, key);
            try (TestServer server = TestServer.start(Map.of(
                            "tls.mode",
                            "files",
                            "tls.certificate",
                            certificate.toString(),
                            "tls.key",
                            key.toString()));
                    AdminClient before = server.adminClient()) {
                String first = tls(before).sha256();
                assertThat(served(server.endpoint())).isEqualTo(first);

                Files.writeString(key, "no key any more");
                assertThatThrownBy(before::reloadTls)
                        .isInstanceOf(AdminClientException.class)
                        .hasMessageContaining("no private key")
                        .hasMessageContaining("old certificate stays");
                assertThat(served(server.endpoint())).isEqualTo(first);

                issue(directory.path().resolve("ca2"), Set.of("127.0.0.1"), certificate, key);
                String second = before.reloadTls().sha256();
                assertThat(second).isNotEqualTo(first);
                assertThat(served(server.endpoint())).isEqualTo(second);
                assertThat(served(server.admin())).isEqualTo(second);
                try (AdminClient after = server.adminClient()) {
                    assertThat(tls(after).sha256()).isEqualTo(second);
                }
            }
        }
    }

    @Test
    void localProgramTrustsOnlyTheServerOfItsDirectory() {
        try (TestServer one = TestServer.start(Map.of("tls.mode", "local-ca"));
                TestServer two = TestServer.start(Map.of("tls.mode", "local-ca"))) {
            var mixed = new LocalAccess(
                    two.admin().toString(), "token", 1, one.localAccess().certificate());
            try (AdminClient client = AdminClient.connect(mixed)) {
                assertThatThrownBy(client::me)
                        .isInstanceOf(AdminClientException.class)
                        .hasMessageContaining("not the server the data directory belongs to");
            }
        }
    }

    @Test
    void keyOfAnotherCertificateAndMissingFilesAreRefusedAtStart() throws IOException {
        try (TemporaryDirectory directory = new TemporaryDirectory()) {
            Path certificate = directory.path().resolve("c.pem");
            Path key = directory.path().resolve("k.pem");
            issue(
                    directory.path().resolve("ca"),
                    Set.of("127.0.0.1"),
                    certificate,
                    directory.path().resolve("other.pem"));
            issue(
                    directory.path().resolve("ca2"),
                    Set.of("127.0.0.1"),
                    directory.path().resolve("other2.pem"),
                    key);
            Map<String, String> settings = new HashMap<>(
                    Map.of("tls.mode", "files", "tls.certificate", certificate.toString(), "tls.key", key.toString()));
            assertThatThrownBy(() -> TestServer.start(settings))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("not the one of the certificate");
            settings.remove("tls.key");
            assertThatThrownBy(() -> TestServer.start(settings))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("tls.key");
        }
    }

    @Test
    void certificateIsRenewedBeforeItsEndAndWhenNamesAreAdded() {
        try (TemporaryDirectory directory = new TemporaryDirectory()) {
            SettableClock clock = new SettableClock(Instant.parse("2026-06-01T00:00:00Z"));
            LocalAuthority authority = new LocalAuthority(
                    directory.path().resolve("tls"), new PrivateFiles(new LocalDisk()), clock, RANDOM);
            ServerCertificate first = authority.certificate(Set.of("localhost"));
            assertThat(authority.certificate(Set.of("localhost")).fingerprint()).isEqualTo(first.fingerprint());

            ServerCertificate wider = authority.certificate(Set.of("localhost", "10.0.0.7"));
            assertThat(wider.fingerprint()).isNotEqualTo(first.fingerprint());
            assertThat(wider.chain().get(1)).isEqualTo(first.chain().get(1));
            assertThat(authority.certificate(Set.of("localhost")).fingerprint()).isEqualTo(wider.fingerprint());

            clock.set(wider.notAfter().minus(LocalAuthority.RENEW_BEFORE).plus(Duration.ofHours(1)));
            ServerCertificate renewed = authority.certificate(Set.of("localhost"));
            assertThat(renewed.notAfter()).isAfter(wider.notAfter());
            assertThat(renewed.chain().get(1)).isEqualTo(first.chain().get(1));
        }
    }

    @Test
    void certificateIsMadeAnewWhenTheMachineHasMovedToAnotherNetwork() {
        try (TemporaryDirectory directory = new TemporaryDirectory()) {
            LocalAuthority authority = new LocalAuthority(
                    directory.path().resolve("tls"), new PrivateFiles(new LocalDisk()), Instant::now, RANDOM);
            Set<String> addresses = new HashSet<>(Set.of("192.168.1.5"));
            TlsCertificates certificates = TlsCertificates.open(
                            ConfigurationLoader.load(Map.of("tls.mode", "local-ca"), Map.of(), null),
                            authority,
                            () -> addresses,
                            Instant::now)
                    .orElseThrow();
            String first = certificates.certificate().fingerprint();
            assertThat(certificates.lacksAddress()).isFalse();

            addresses.add("10.0.0.7");
            assertThat(certificates.lacksAddress()).isTrue();
            assertThat(certificates.reload().fingerprint()).isNotEqualTo(first);
            assertThat(certificates.lacksAddress()).isFalse();

            addresses.remove("192.168.1.5");
            assertThat(certificates.lacksAddress())
                    .as("one too many does no harm")
                    .isFalse();
        }
    }

    private static void issue(Path authority, Set<String> names, Path certificate, Path key) throws IOException {
        new LocalAuthority(authority, new PrivateFiles(new LocalDisk()), Instant::now, RANDOM).certificate(names);
        Files.write(certificate, Files.readAllBytes(authority.resolve("server.pem")));
        Files.write(key, Files.readAllBytes(authority.resolve("server.key")));
    }

    private static Path tlsDirectory(TestServer server) {
        return new DataLayout(server.dataDirectory()).tlsDirectory();
    }

    private static ServerStatus.Tls tls(AdminClient client) {
        ServerStatus.Tls tls = client.status().tls();
        if (tls == null) {
            throw new AssertionError("No TLS");
        }
        return tls;
    }

    /** Fingerprint of what a new connection is shown. */
    private static String served(URI address) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, RANDOM);
        try (var socket = (SSLSocket) context.getSocketFactory().createSocket(address.getHost(), address.getPort())) {
            socket.startHandshake();
            return ServerCertificate.fingerprint(
                    (X509Certificate) socket.getSession().getPeerCertificates()[0]);
        }
    }

    private static int statusOf(HttpClient client, URI url) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    static HttpClient client(String authority) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry(
                "authority",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(authority.getBytes(StandardCharsets.US_ASCII))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    /** To look at certificates, whoever made them. */
    private static final class Anybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
