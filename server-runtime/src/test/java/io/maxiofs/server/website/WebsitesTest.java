package io.maxiofs.server.website;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.identity.UserDirectory;
import io.maxiofs.server.policy.AccessCheck;
import io.maxiofs.server.policy.AccessSubject;
import io.maxiofs.server.policy.S3Action;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.OperationParts;
import io.maxiofs.server.s3.operation.OperationSettings;
import io.maxiofs.server.s3.operation.S3OperationTable;
import io.maxiofs.server.s3.operation.S3Operations;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.operation.caller.MapHeaders;
import io.maxiofs.server.s3.operation.caller.MemoryBody;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import io.maxiofs.server.s3.request.QueryParameters;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.service.NewBucketRules;
import io.maxiofs.storage.api.BodyReader;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectVersion;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What visitors of a website see. Keys that begin with "secret" are not for everybody. */
class WebsitesTest {
    private final S3Caller alice = S3Caller.start();
    private final List<Principal> askedFor = new ArrayList<>();
    private final Websites websites = new Websites(
            new WebsiteHosts("site.test"),
            alice.store().buckets(),
            request -> {
                askedFor.add(request.principal());
                if (request.key().value().startsWith("secret")) {
                    throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
                }
            },
            S3OperationTable.of(S3Operations.handlers(new OperationParts(
                    alice.store(),
                    alice.clock(),
                    new OperationSettings("us-east-1", 1 << 16),
                    NewBucketRules.DEFAULT,
                    new Permissive(),
                    UserDirectory.NOBODY))));

    /** The authorizer above has the only word. */
    private static final class Permissive implements AccessCheck {
        @Override
        public void requireCreation(S3Request request, @Nullable String location) {
            // Everybody may.
        }

        @Override
        public boolean isAllowed(S3Request request, S3Action action, AccessSubject subject) {
            return true;
        }

        @Override
        public boolean isListed(S3Request request, Bucket bucket) {
            return true;
        }

        @Override
        public void requireRead(S3Request request, Bucket bucket, ObjectVersion found) {}

        @Override
        public void requireKnowledge(S3Request request, Bucket bucket) {}
    }

    private static final String SITE =
            "<WebsiteConfiguration><IndexDocument><Suffix>index.html</Suffix></IndexDocument>"
                    + "<ErrorDocument><Key>errors/404.html</Key></ErrorDocument>"
                    + "<RoutingRules>"
                    + "<RoutingRule><Condition><KeyPrefixEquals>docs/</KeyPrefixEquals></Condition>"
                    + "<Redirect><ReplaceKeyPrefixWith>documents/</ReplaceKeyPrefixWith></Redirect></RoutingRule>"
                    + "<RoutingRule><Condition><KeyPrefixEquals>app/</KeyPrefixEquals>"
                    + "<HttpErrorCodeReturnedEquals>404</HttpErrorCodeReturnedEquals></Condition>"
                    + "<Redirect><Protocol>https</Protocol><HostName>other.example</HostName>"
                    + "<ReplaceKeyWith>fallback?page=1#top</ReplaceKeyWith><HttpRedirectCode>307</HttpRedirectCode></Redirect>"
                    + "</RoutingRule></RoutingRules></WebsiteConfiguration>";

    @BeforeEach
    void createSite() {
        alice.put("/site", "");
        alice.put("/site/index.html", "<h1>home</h1>", "Content-Type", "text/html");
        alice.put("/site/folder/index.html", "folder");
        alice.put("/site/errors/404.html", "custom error", "Content-Type", "text/html");
        alice.put("/site/moved", "", "x-amz-website-redirect-location", "/folder/");
        alice.put("/site/secret/index.html", "secret");
        assertThat(alice.put("/site?website", SITE).outcome()).isEqualTo("200");
    }

    private record Page(
            int status,
            String text,
            @Nullable String location,
            @Nullable String type) {}

    private Page visit(String bucket, String key, String... headers) {
        S3Response response = websites.serve(new S3Request(
                S3Operation.GET_OBJECT,
                bucket,
                key.isEmpty() ? null : ObjectKey.of(key),
                QueryParameters.NONE,
                MapHeaders.of(headers),
                MemoryBody.of(new byte[0]),
                new S3Request.Origin(
                        "id",
                        Principal.ANONYMOUS,
                        InetAddress.getLoopbackAddress(),
                        alice.clock().instant(),
                        "/" + key,
                        bucket + ".site.test:9900",
                        false)));
        return new Page(
                response.status(),
                text(response.body()),
                response.headers().get("Location"),
                response.headers().get("Content-Type"));
    }

    private static String text(S3Response.Body body) {
        return switch (body) {
            case S3Response.Bytes bytes -> new String(bytes.content(), StandardCharsets.UTF_8);
            case S3Response.Stored stored -> {
                StringBuilder text = new StringBuilder();
                try (BodyReader reader = stored.reader()) {
                    for (BodyReader.Slice s = reader.next(); s != null; s = reader.next()) {
                        text.append(StandardCharsets.UTF_8.decode(((BodyReader.Memory) s).bytes()));
                    }
                }
                yield text.toString();
            }
            default -> "";
        };
    }

    @Test
    void showsObjectsAndTheDocumentsOfFolders() {
        assertThat(visit("site", "")).isEqualTo(new Page(200, "<h1>home</h1>", null, "text/html"));
        assertThat(visit("site", "index.html").text()).isEqualTo("<h1>home</h1>");
        assertThat(visit("site", "folder/").text()).isEqualTo("folder");
        Page slash = visit("site", "folder");
        assertThat(slash.status()).isEqualTo(302);
        assertThat(slash.location()).isEqualTo("/folder/");
        assertThat(askedFor).isNotEmpty().allMatch(Principal::isAnonymous);
    }

    @Test
    void neverSendsAVisitorToTheHostAKeyNames() {
        alice.put("/site//evil.example/index.html", "x");
        assertThat(visit("site", "/evil.example").location()).isEqualTo("/%2Fevil.example/");
    }

    @Test
    void showsTheErrorDocumentWithTheStatusOfTheError() {
        Page missing = visit("site", "none");
        assertThat(missing).isEqualTo(new Page(404, "custom error", null, "text/html"));
        assertThat(visit("site", "secret/").status()).isEqualTo(403);
        assertThat(visit("site", "secret/").text()).isEqualTo("custom error");
        assertThat(visit("site", "none", "If-None-Match", "*", "Range", "bytes=0-1")
                        .text())
                .isEqualTo("custom error");
        alice.delete("/site/errors/404.html");
        Page plain = visit("site", "<script>alert(1)</script>");
        assertThat(plain.status()).isEqualTo(404);
        assertThat(plain.type()).startsWith("text/html");
        assertThat(plain.text())
                .contains("<li>Code: NoSuchKey</li>", "&lt;script&gt;", "error document")
                .doesNotContain("<script>");
    }

    @Test
    void followsRoutingRulesAndObjectsThatMoved() {
        Page docs = visit("site", "docs/a b");
        assertThat(docs.status()).isEqualTo(301);
        assertThat(docs.location()).isEqualTo("http://site.site.test:9900/documents/a%20b");
        Page fallback = visit("site", "app/missing");
        assertThat(fallback.status()).isEqualTo(307);
        assertThat(fallback.location()).isEqualTo("https://other.example/fallback?page=1#top");
        alice.put("/site/app/there", "there");
        assertThat(visit("site", "app/there").text()).isEqualTo("there");
        Page moved = visit("site", "moved");
        assertThat(moved.status()).isEqualTo(301);
        assertThat(moved.location()).isEqualTo("/folder/");
    }

    @Test
    void sendsAllVisitsElsewhere() {
        alice.put("/gone", "");
        alice.put(
                "/gone?website",
                "<WebsiteConfiguration><RedirectAllRequestsTo><HostName>new.example</HostName>"
                        + "<Protocol>https</Protocol></RedirectAllRequestsTo></WebsiteConfiguration>");
        assertThat(visit("gone", "a/b").location()).isEqualTo("https://new.example/a/b");
        assertThat(visit("gone", "").location()).isEqualTo("https://new.example/");
    }

    @Test
    void answersConditionsAndRanges() {
        String etag = String.valueOf(alice.head("/site/index.html").header("etag"));
        assertThat(visit("site", "", "If-None-Match", etag).status()).isEqualTo(304);
        Page part = visit("site", "", "Range", "bytes=0-3");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.text()).isEqualTo("<h1>");
    }

    @Test
    void saysThatThereIsNoSite() {
        alice.put("/plain", "");
        assertThat(visit("plain", "").text()).contains("NoSuchWebsiteConfiguration");
        assertThat(visit("plain", "").status()).isEqualTo(404);
        assertThat(visit("missing", "").text()).contains("NoSuchBucket");
        assertThat(visit("NOT VALID", "").status()).isEqualTo(400);
    }

    @Test
    void findsTheBucketInTheHost() {
        WebsiteHosts hosts = new WebsiteHosts("Site.Test");
        assertThat(hosts.bucket("my.bucket.site.test:8080")).isEqualTo("my.bucket");
        assertThat(hosts.bucket("BUCKET.SITE.TEST.")).isEqualTo("bucket");
        for (String host : new String[] {"site.test", ".site.test", "notsite.test", "127.0.0.1", "[::1]:80", ""}) {
            assertThat(hosts.bucket(host)).as(host).isNull();
        }
    }
}
