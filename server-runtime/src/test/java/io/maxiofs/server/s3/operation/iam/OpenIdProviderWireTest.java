package io.maxiofs.server.s3.operation.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.UserDocument;
import io.maxiofs.server.testing.TestServer;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.GetOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.InvalidInputException;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.OpenIDConnectProviderListEntry;
import software.amazon.awssdk.services.iam.model.Tag;

/** Providers of OpenID Connect, with the SDK, against a whole server. */
class OpenIdProviderWireTest {
    private static final String SECRET = "a-secret-for-the-tests-0123456789";
    private static final String THUMBPRINT = "0123456789ABCDEF0123456789abcdef01234567";

    private static TestServer server;
    private static IamClient alice;
    private static IamClient bob;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        alice = user("alice");
        bob = user("bob");
    }

    private static IamClient user(String name) {
        try (AdminClient client = server.adminClient()) {
            client.createUser(new UserDocument.New(
                    name, null, null, null, null, null, new AccessKeyDocument.Chosen("AKIA" + name, SECRET)));
        }
        return FederationClients.iam(server, "AKIA" + name, SECRET);
    }

    @AfterAll
    static void stop() {
        alice.close();
        bob.close();
        server.close();
    }

    private static String create(IamClient iam, String url, String... clientIds) {
        return iam.createOpenIDConnectProvider(b -> b.url(url).clientIDList(clientIds))
                .openIDConnectProviderArn();
    }

    private static GetOpenIdConnectProviderResponse get(IamClient iam, String arn) {
        return iam.getOpenIDConnectProvider(b -> b.openIDConnectProviderArn(arn));
    }

    private static List<String> list(IamClient iam) {
        return iam.listOpenIDConnectProviders().openIDConnectProviderList().stream()
                .map(OpenIDConnectProviderListEntry::arn)
                .toList();
    }

    private static void denied(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"));
    }

    @Test
    void providersComeChangeAndGo() {
        String arn = alice.createOpenIDConnectProvider(b -> b.url("https://idp.example.com:8443/realms/one")
                        .clientIDList("app", "app", "sts.amazonaws.com")
                        .thumbprintList(THUMBPRINT)
                        .tags(Tag.builder().key("team").value("storage").build()))
                .openIDConnectProviderArn();
        assertThat(arn).matches("arn:aws:iam::\\d{12}:oidc-provider/idp.example.com:8443/realms/one");
        GetOpenIdConnectProviderResponse made = get(alice, arn);
        assertThat(made.url()).isEqualTo("idp.example.com:8443/realms/one");
        assertThat(made.clientIDList()).containsExactly("app", "sts.amazonaws.com");
        assertThat(made.thumbprintList()).containsExactly(THUMBPRINT.toLowerCase(Locale.ROOT));
        assertThat(made.tags()).extracting(Tag::value).containsExactly("storage");
        assertThat(made.createDate()).isNotNull();
        assertThat(list(alice)).contains(arn);

        alice.addClientIDToOpenIDConnectProvider(
                b -> b.openIDConnectProviderArn(arn).clientID("new"));
        alice.addClientIDToOpenIDConnectProvider(
                b -> b.openIDConnectProviderArn(arn).clientID("new"));
        alice.removeClientIDFromOpenIDConnectProvider(
                b -> b.openIDConnectProviderArn(arn).clientID("app"));
        alice.removeClientIDFromOpenIDConnectProvider(
                b -> b.openIDConnectProviderArn(arn).clientID("never-was"));
        alice.updateOpenIDConnectProviderThumbprint(
                b -> b.openIDConnectProviderArn(arn).thumbprintList("f".repeat(40)));
        assertThat(get(alice, arn).clientIDList()).containsExactly("sts.amazonaws.com", "new");
        assertThat(get(alice, arn).thumbprintList()).containsExactly("f".repeat(40));

        alice.deleteOpenIDConnectProvider(b -> b.openIDConnectProviderArn(arn));
        alice.deleteOpenIDConnectProvider(b -> b.openIDConnectProviderArn(arn));
        assertThatThrownBy(() -> get(alice, arn)).isInstanceOf(NoSuchEntityException.class);
        assertThat(list(alice)).doesNotContain(arn);
    }

    @Test
    void anAccountSeesAndChangesOnlyItsOwn() {
        String arn = create(alice, "https://own.example.com", "app");
        assertThat(list(bob)).doesNotContain(arn);
        assertThatThrownBy(() -> get(bob, arn)).isInstanceOf(NoSuchEntityException.class);
        assertThatThrownBy(() -> bob.addClientIDToOpenIDConnectProvider(
                        b -> b.openIDConnectProviderArn(arn).clientID("bobs")))
                .isInstanceOf(NoSuchEntityException.class);
        bob.deleteOpenIDConnectProvider(b -> b.openIDConnectProviderArn(arn));
        assertThat(get(alice, arn).clientIDList()).containsExactly("app");
        // The same URL may be trusted by another account, too.
        assertThat(create(bob, "https://own.example.com", "app")).isNotEqualTo(arn);
    }

    @Test
    void usersOfAnAccountNeedPoliciesAndBorrowedKeysChangeNothing() {
        alice.createUser(b -> b.userName("federator"));
        var key = alice.createAccessKey(b -> b.userName("federator")).accessKey();
        try (IamClient user = FederationClients.iam(server, key.accessKeyId(), key.secretAccessKey())) {
            denied(() -> create(user, "https://user.example.com", "app"));
            denied(() -> list(user));
            denied(() -> get(user, "arn:aws:iam::000000000000:oidc-provider/own.example.com"));
            alice.putUserPolicy(b -> b.userName("federator")
                    .policyName("p")
                    .policyDocument("{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\":"
                            + " \"iam:*OpenIDConnect*\", \"Resource\": \"arn:aws:iam::*:oidc-provider/user.*\"}]}"));
            String arn = create(user, "https://user.example.com", "app");
            assertThat(get(user, arn).clientIDList()).containsExactly("app");
            denied(() -> create(user, "https://other.example.com", "app"));
        }
        var borrowed = FederationClients.sts(server, "AKIAalice", SECRET);
        try (borrowed) {
            var session = borrowed.getSessionToken().credentials();
            try (IamClient narrow = FederationClients.iam(
                    server, session.accessKeyId(), session.secretAccessKey(), session.sessionToken())) {
                denied(() -> list(narrow));
                denied(() -> create(narrow, "https://borrowed.example.com", "app"));
            }
        }
    }

    @Test
    void refusesWhatIsNoProvider() {
        for (String url : List.of(
                "http://plain.example.com",
                "https://nodot",
                "https://Upper.example.com",
                "https://a.example.com?x=1",
                "https://a.example.com/#f",
                "https://user@a.example.com",
                "https://a.example.com/with space",
                "https://a.example.com/*",
                "https://[::1]/x",
                "https://a.example.com/" + "x".repeat(255))) {
            assertThatThrownBy(() -> create(alice, url, "app")).as(url).isInstanceOf(InvalidInputException.class);
        }
        assertThatThrownBy(() -> alice.createOpenIDConnectProvider(
                        b -> b.url("https://t.example.com").thumbprintList("0123")))
                .isInstanceOf(AwsServiceException.class);
        assertThatThrownBy(() -> create(alice, "https://c.example.com", "x".repeat(256)))
                .isInstanceOf(InvalidInputException.class);
        create(alice, "https://twice.example.com", "app");
        assertThatThrownBy(() -> create(alice, "https://twice.example.com", "app"))
                .isInstanceOf(EntityAlreadyExistsException.class);
    }

    @Test
    void limitsAreThoseOfAws() {
        String[] ids = IntStream.range(0, 100).mapToObj(i -> "id" + i).toArray(String[]::new);
        String arn = create(bob, "https://full.example.com", ids);
        assertThatThrownBy(() -> bob.addClientIDToOpenIDConnectProvider(
                        b -> b.openIDConnectProviderArn(arn).clientID("one-too-many")))
                .isInstanceOf(LimitExceededException.class);
        assertThatThrownBy(() -> bob.updateOpenIDConnectProviderThumbprint(b -> b.openIDConnectProviderArn(arn)
                        .thumbprintList(IntStream.range(0, 6)
                                .mapToObj(i -> Integer.toString(i).repeat(40))
                                .toList())))
                .isInstanceOf(LimitExceededException.class);
    }

    @Test
    void providersSurviveARestart() {
        try (TestServer own = TestServer.start()) {
            String arn;
            try (IamClient iam = FederationClients.iam(own, TestServer.ACCESS_KEY, TestServer.SECRET_KEY)) {
                arn = create(iam, "https://kept.example.com", "app");
            }
            own.restart();
            try (IamClient iam = FederationClients.iam(own, TestServer.ACCESS_KEY, TestServer.SECRET_KEY)) {
                assertThat(get(iam, arn).clientIDList()).containsExactly("app");
            }
        }
    }
}
