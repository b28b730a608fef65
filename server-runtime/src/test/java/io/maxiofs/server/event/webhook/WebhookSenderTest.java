package io.maxiofs.server.event.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Security class 14: what leaves the server goes where the administrator said, and to nothing that trusts this machine. */
class WebhookSenderTest {
    private static final byte[] DOCUMENT = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static WebhookSender sender(boolean allowPrivate, AddressRules.Resolver resolver) {
        return new WebhookSender(allowPrivate, TIMEOUT, resolver, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    private static WebhookTarget target(URI url, String secret) {
        return new WebhookTarget("name", url, secret);
    }

    @Test
    void postsAndSigns() throws IOException {
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            sender(true, AddressRules.Resolver.SYSTEM).send(target(receiver.url(), "secret"), DOCUMENT);
            sender(true, AddressRules.Resolver.SYSTEM).send(target(receiver.url(), ""), DOCUMENT);
            WebhookReceiver.Received signed = receiver.received().getFirst();
            assertThat(signed.body()).isEqualTo("{\"a\":1}");
            assertThat(signed.path()).isEqualTo("/events?a=b");
            assertThat(signed.host()).isEqualTo(receiver.url().getAuthority());
            assertThat(signed.signature())
                    .isEqualTo("sha256=" + WebhookSender.signature("secret", DOCUMENT))
                    .hasSize("sha256=".length() + 64);
            assertThat(receiver.received().getLast().signature()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.9.1",
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "192.0.0.8",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2001:db8::1",
                "2001::1"
            })
    void refusesAddressesThatAreNotPublic(String address) throws IOException {
        InetAddress resolved = InetAddress.getByName(address);
        assertThat(AddressRules.isPublic(resolved)).isFalse();
        assertThatThrownBy(() -> sender(false, host -> new InetAddress[] {resolved})
                        .send(target(URI.create("http://innocent.example/"), ""), DOCUMENT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("private network");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "64:ff9b::808:808"})
    void takesPublicAddresses(String address) throws IOException {
        assertThat(AddressRules.isPublic(InetAddress.getByName(address))).isTrue();
    }

    /** A name that has one good address and a bad one leads to the bad one in the end. */
    @Test
    void refusesANameWithOneAddressThatIsNotPublic() throws IOException {
        InetAddress[] both = {InetAddress.getByName("1.1.1.1"), InetAddress.getLoopbackAddress()};
        assertThatThrownBy(() ->
                        sender(false, host -> both).send(target(URI.create("http://innocent.example/"), ""), DOCUMENT))
                .hasMessageContaining("private network");
    }

    /** The address that was judged is the one that is called, whatever the name resolves to a moment later. */
    @Test
    void resolvesANameOnce() throws IOException {
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            List<String> asked = new ArrayList<>();
            AddressRules.Resolver rebinding = host -> {
                asked.add(host);
                return asked.size() == 1
                        ? new InetAddress[] {InetAddress.getLoopbackAddress()}
                        : new InetAddress[] {InetAddress.getByName("192.0.2.1")};
            };
            URI url = URI.create("http://rebinding.example:" + receiver.url().getPort() + "/");
            sender(true, rebinding).send(target(url, ""), DOCUMENT);
            assertThat(asked).containsExactly("rebinding.example");
            assertThat(receiver.received().getFirst().host()).startsWith("rebinding.example:");
        }
    }

    @Test
    void followsNoRedirects() {
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            receiver.answer(event -> 307);
            assertThatThrownBy(
                            () -> sender(true, AddressRules.Resolver.SYSTEM).send(target(receiver.url(), ""), DOCUMENT))
                    .isInstanceOf(RefusedByTargetException.class)
                    .hasMessageContaining("redirects are not followed");
        }
    }

    @Test
    void failsOnOtherAnswers() {
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            for (int status : new int[] {400, 404, 408, 429, 500}) {
                receiver.answer(event -> status);
                assertThatThrownBy(() ->
                                sender(true, AddressRules.Resolver.SYSTEM).send(target(receiver.url(), ""), DOCUMENT))
                        .isInstanceOfSatisfying(
                                RefusedByTargetException.class,
                                e -> assertThat(e.isAboutTheDocument())
                                        .as("%d", status)
                                        .isEqualTo(status == 400 || status == 404));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense\r\n", "HTTP/1.1 abc\r\n", "HTTP/1.1 2x0 OK\r\n"})
    void failsOnAnswersThatAreNotHttp(String answer) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (Socket client = socket.accept()) {
                    client.getInputStream().readNBytes(10);
                    client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            URI url = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
            assertThatThrownBy(() -> sender(true, AddressRules.Resolver.SYSTEM).send(target(url, ""), DOCUMENT))
                    .isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://a.example/",
                "file:///etc/passwd",
                "http:///nothing",
                "http://user@a.example/",
                "a.example",
                "http://a/#b"
            })
    void refusesAddressesOfOtherKinds(String url) {
        assertThatThrownBy(() -> target(URI.create(url), "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void neverPrintsItsSecret() {
        assertThat(target(URI.create("http://a.example/"), "very-secret").toString())
                .doesNotContain("very-secret");
    }
}
