package io.maxiofs.server.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.UserDocument;
import io.maxiofs.server.http.RawConnection;
import io.maxiofs.server.http.RequestSigner;
import io.maxiofs.server.s3.operation.iam.QueryClient;
import io.maxiofs.server.testing.SignedHttp;
import io.maxiofs.server.testing.TestServer;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Attack class 20: what was taken away is gone at once, for links that were signed before and open sessions as well. */
class RevocationWireTest {
    private static final String KEY = "AKIAREVOKED000000000";
    private static final String SECRET = "the-secret-of-a-key-that-is-revoked-0123";
    private static final byte[] NOTHING = new byte[0];

    private static TestServer server;
    private static AdminClient admin;
    private static SignedHttp owner;
    private static SignedHttp user;
    private static SignedHttp nobody;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        admin = server.adminClient();
        admin.createUser(
                new UserDocument.New("guest", null, null, null, null, null, new AccessKeyDocument.Chosen(KEY, SECRET)));
        owner = SignedHttp.of(server.endpoint(), TestServer.REGION, TestServer.ACCESS_KEY, TestServer.SECRET_KEY);
        user = SignedHttp.of(server.endpoint(), TestServer.REGION, KEY, SECRET);
        nobody = SignedHttp.unsigned(server.endpoint());
    }

    @AfterAll
    static void stop() {
        admin.close();
        server.close();
    }

    @BeforeEach
    void activate() {
        admin.changeUser("guest", new UserDocument.Change(null, null, null, "active", null));
    }

    private static String link(String path) {
        return path + "?"
                + new RequestSigner(
                                KEY,
                                SECRET,
                                TestServer.REGION,
                                InstantSource.system().instant())
                        .presign("GET", server.endpoint().getAuthority(), path, 600, List.of());
    }

    private static void answers(int status, SignedHttp.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    }

    private static void grant(String bucket) {
        answers(204, owner.send("PUT", "/" + bucket + "?policy", """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                 "Principal": {"AWS": "arn:aws:iam:::user/guest"}, "Action": "s3:GetObject",
                 "Resource": "arn:aws:s3:::%s/*"}]}""".formatted(bucket)));
    }

    @Test
    void aSuspendedUserIsOutWithKeysLinksAndSessions() {
        answers(200, user.send("PUT", "/guests-own"));
        answers(200, user.send("PUT", "/guests-own/key", "content"));
        String link = link("/guests-own/key");
        RawConnection.Response session = new QueryClient(server.endpoint(), KEY, SECRET, null).sts("GetSessionToken");
        assertThat(session.status()).as(session.text()).isEqualTo(200);
        SignedHttp temporary = SignedHttp.of(
                server.endpoint(),
                TestServer.REGION,
                element(session, "AccessKeyId"),
                element(session, "SecretAccessKey"));
        String[] token = {"x-amz-security-token", element(session, "SessionToken")};
        answers(200, nobody.send("GET", link));
        answers(200, temporary.send("GET", "/guests-own/key", NOTHING, token));

        admin.changeUser("guest", new UserDocument.Change(null, null, null, "suspended", null));
        answers(403, user.send("GET", "/guests-own/key"));
        answers(403, nobody.send("GET", link));
        assertThat(temporary.send("GET", "/guests-own/key", NOTHING, token).outcome())
                .isEqualTo("400 InvalidToken");
        answers(403, user.send("PUT", "/guests-own/other", "x"));

        admin.changeUser("guest", new UserDocument.Change(null, null, null, "active", null));
        answers(200, nobody.send("GET", link));
    }

    @Test
    void aGrantThatWasTakenBackIsGone() {
        answers(200, owner.send("PUT", "/granted"));
        answers(200, owner.send("PUT", "/granted/key", "content"));
        String link = link("/granted/key");
        answers(403, nobody.send("GET", link));
        grant("granted");
        answers(200, nobody.send("GET", link));
        answers(204, owner.send("DELETE", "/granted?policy"));
        answers(403, nobody.send("GET", link));
        answers(403, user.send("GET", "/granted/key"));
    }

    @Test
    void aBucketOfTheSameNameHasNothingOfTheOneBefore() {
        answers(200, owner.send("PUT", "/again"));
        answers(200, owner.send("PUT", "/again/key", "content"));
        grant("again");
        answers(200, user.send("GET", "/again/key"));
        answers(204, owner.send("DELETE", "/again/key"));
        answers(204, owner.send("DELETE", "/again"));
        answers(200, owner.send("PUT", "/again"));
        answers(200, owner.send("PUT", "/again/key", "content"));
        answers(403, user.send("GET", "/again/key"));
        answers(404, owner.send("GET", "/again?policy"));
    }

    @Test
    void aKeyThatWasDeletedOpensNothing() {
        String id = "AKIADELETED000000000";
        admin.createAccessKey(new AccessKeyDocument.New("guest", new AccessKeyDocument.Chosen(id, SECRET), null));
        SignedHttp with = SignedHttp.of(server.endpoint(), TestServer.REGION, id, SECRET);
        answers(200, with.send("GET", "/"));
        admin.deleteAccessKey(id);
        assertThat(with.send("GET", "/").outcome()).isEqualTo("403 InvalidAccessKeyId");
    }

    private static String element(RawConnection.Response response, String name) {
        Matcher found = Pattern.compile("<" + name + ">([^<]*)</").matcher(response.text());
        assertThat(found.find()).as(response.text()).isTrue();
        return found.group(1);
    }
}
