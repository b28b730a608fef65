package io.maxiofs.server.s3.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.http.RequestSigner;
import io.maxiofs.server.identity.CredentialSource;
import io.maxiofs.server.identity.CredentialSource.Credential;
import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.identity.SecretKey;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.ParsedRequest;
import io.maxiofs.server.s3.request.Payload;
import io.maxiofs.server.s3.request.PercentEncoding;
import io.maxiofs.server.s3.request.RequestHead;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.s3.request.SentHeaders;
import io.maxiofs.storage.model.Owner;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With the examples AWS publishes in "Authenticating Requests (AWS Signature Version 4)". */
final class SignatureV4AuthenticatorTest {
    private static final String KEY = "AKIAIOSFODNN7EXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final Instant TIME = Instant.parse("2013-05-24T00:00:00Z");
    private static final String HOST = "examplebucket.s3.amazonaws.com";
    private static final String EMPTY = RequestSigner.sha256("");
    private static final String SCOPE = KEY + "/20130524/us-east-1/s3/aws4_request";

    private Instant now = TIME;
    private String secret = SECRET;
    private long generation = 1;
    private final List<Credential> used = new ArrayList<>();
    private final SignatureV4Authenticator authenticator =
            new SignatureV4Authenticator(new OneKey(), "us-east-1", () -> now);

    private final class OneKey implements CredentialSource {
        @Override
        public Optional<Credential> find(String id) {
            return id.equals(KEY)
                    ? Optional.of(new Credential(
                            new Principal(Principal.Kind.USER, "u", id, new Owner("c", "u"), "", ""),
                            new SecretKey(secret),
                            generation))
                    : Optional.empty();
        }

        @Override
        public void noteUse(Credential credential) {
            used.add(credential);
        }
    }

    @Test
    void notesTheUseOfAKeyOnlyWhenTheSignatureIsRight() {
        assertRefused(
                () -> authenticate(
                        "GET",
                        "/test.txt",
                        "",
                        headers("x-amz-content-sha256", EMPTY),
                        "host;x-amz-content-sha256;x-amz-date",
                        "f0".repeat(32)),
                S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
        assertThat(used).isEmpty();
        assertThat(awsExampleOfGetObject()).isNotNull();
        assertThat(used).hasSize(1);
    }

    @Test
    void acceptsAwsExampleOfGetObject() {
        Authentication authentication = awsExampleOfGetObject();

        assertThat(authentication.principal().userName()).isEqualTo("u");
        assertThat(authentication.payload()).isInstanceOf(Payload.Literal.class);
    }

    private Authentication awsExampleOfGetObject() {
        return authenticate(
                "GET",
                "/test.txt",
                "",
                headers("Range", "bytes=0-9", "x-amz-content-sha256", EMPTY),
                "host;range;x-amz-content-sha256;x-amz-date",
                "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    }

    @Test
    void acceptsAwsExampleOfPutObject() {
        Map<String, String> headers = headers(
                "Date",
                "Fri, 24 May 2013 00:00:00 GMT",
                "x-amz-storage-class",
                "REDUCED_REDUNDANCY",
                "x-amz-content-sha256",
                "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072");

        authenticate(
                "PUT",
                "/test$file.text",
                "",
                headers,
                "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
                "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
    }

    @ParameterizedTest
    @CsvSource({
        "lifecycle, fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
        "max-keys=2&prefix=J, 34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
        "prefix=J&max-keys=2, 34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"
    })
    void acceptsAwsExamplesOfQueries(String query, String signature) {
        authenticate(
                "GET",
                "/",
                query,
                headers("x-amz-content-sha256", EMPTY),
                "host;x-amz-content-sha256;x-amz-date",
                signature);
    }

    @Test
    void acceptsAwsExampleOfAPresignedRequest() {
        String query = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=" + SCOPE.replace("/", "%2F")
                + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
                + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";
        now = TIME.plusSeconds(86_400);

        assertThat(presigned(query).payload()).isInstanceOf(Payload.Unsigned.class);

        now = TIME.plusSeconds(86_401);
        assertThatThrownBy(() -> presigned(query)).isInstanceOfSatisfying(S3Exception.class, e -> {
            assertThat(e.code()).isEqualTo(S3ErrorCode.ACCESS_DENIED);
            assertThat(e.message()).isEqualTo("Request has expired");
            assertThat(e.fields()).containsKeys("X-Amz-Expires", "Expires", "ServerTime");
        });
        now = TIME.minusSeconds(16 * 60);
        assertRefused(() -> presigned(query), S3ErrorCode.ACCESS_DENIED);
    }

    @Test
    void verifiesAwsExampleOfChunks() {
        Payload payload = authenticateChunks(
                        Payload.SIGNED_CHUNKS,
                        Map.of("content-length", "66824"),
                        "content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;"
                                + "x-amz-decoded-content-length;x-amz-storage-class",
                        "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9")
                .payload();

        var chain = ((Payload.SignedChunks) payload).verifier();
        assertThat(chain.verifyChunk(
                        hash("a".repeat(65_536)), "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648"))
                .isTrue();
        assertThat(chain.verifyChunk(
                        hash("a".repeat(1024)), "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497"))
                .isTrue();
        assertThat(chain.verifyChunk(hash(""), "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9"))
                .isTrue();
    }

    @Test
    void verifiesAwsExampleOfTrailers() {
        Payload payload = authenticateChunks(
                        Payload.SIGNED_CHUNKS_TRAILER,
                        Map.of("x-amz-trailer", "x-amz-checksum-crc32c"),
                        "content-encoding;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;"
                                + "x-amz-storage-class;x-amz-trailer",
                        "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e")
                .payload();

        var chain = ((Payload.SignedChunks) payload).verifier();
        assertThat(chain.verifyChunk(
                        hash("a".repeat(65_536)), "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2"))
                .isTrue();
        assertThat(chain.verifyChunk(
                        hash("a".repeat(1024)), "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7"))
                .isTrue();
        assertThat(chain.verifyChunk(hash(""), "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992"))
                .isTrue();
        assertThat(chain.verifyTrailers(
                        hash("x-amz-checksum-crc32c:sOO8/Q==\n"),
                        "d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/b/a%2Fb, /b/a%2Fb",
        "/b/a%2fb, /b/a%2Fb",
        "/b/a%2Fb, /b/a/b",
        "/b/a%7Eb(c), /b/a~b%28c%29",
        "/b/%41, /b/A",
        "/b/../x//y/, /b/../x//y/",
        "/b/a+b, /b/a%2Bb"
    })
    void makesPathsCanonicalWithoutNormalisingThem(String sent, String signed) {
        Map<String, String> headers = headers("x-amz-content-sha256", EMPTY);
        Map<String, String> all = signer().sign("GET", signed, "", headers);

        assertThat(authenticate("GET", sent, "", all)).isNotNull();
    }

    @Test
    void takesDoubleEncodingForAnotherKey() {
        Map<String, String> all = signer().sign("GET", "/b/a%252Fb", "", headers("x-amz-content-sha256", EMPTY));

        assertRefused(() -> authenticate("GET", "/b/a%2Fb", "", all), S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
    }

    @Test
    void makesHeadersCanonical() {
        Map<String, String> all =
                signer().sign("GET", "/k", "", headers("x-amz-content-sha256", EMPTY, "x-amz-meta-a", "b c"));
        all.put("x-amz-meta-a", "  b    c ");

        assertThat(authenticate("GET", "/k", "", all)).isNotNull();
    }

    @Test
    void explainsAMismatchAsAwsDoes() {
        Map<String, String> all = signer().sign("GET", "/k", "", headers("x-amz-content-sha256", EMPTY));

        assertThatThrownBy(() -> authenticate("GET", "/other", "", all))
                .isInstanceOfSatisfying(S3Exception.class, e -> {
                    assertThat(e.code()).isEqualTo(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
                    assertThat(e.fields())
                            .containsEntry("AWSAccessKeyId", KEY)
                            .containsKeys("SignatureProvided", "StringToSignBytes", "CanonicalRequestBytes");
                    assertThat(e.fields().get("CanonicalRequest")).startsWith("GET\n/other\n\nhost:" + HOST);
                    assertThat(e.fields().get("StringToSign")).startsWith("AWS4-HMAC-SHA256\n20130524T000000Z\n");
                    assertThat(e.fields().toString()).doesNotContain(SECRET);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-amz-acl", "x-amz-meta-x", "x-amz-copy-source", "x-amz-security-header"})
    void refusesAmzHeadersThatAreNotSigned(String name) {
        Map<String, String> all = signer().sign("GET", "/k", "", headers("x-amz-content-sha256", EMPTY));
        all.put(name, "v");

        assertThatThrownBy(() -> authenticate("GET", "/k", "", all)).isInstanceOfSatisfying(S3Exception.class, e -> {
            assertThat(e.code()).isEqualTo(S3ErrorCode.ACCESS_DENIED);
            assertThat(e.fields()).containsEntry("HeadersNotSigned", name);
        });
    }

    @Test
    void refusesAHostThatIsNotSigned() {
        Map<String, String> all = new TreeMap<>(Map.of("x-amz-content-sha256", EMPTY));
        Map<String, String> signed = signer().sign("GET", "/k", "", all);
        signed.put("Host", HOST);

        assertRefused(() -> authenticate("GET", "/k", "", signed), S3ErrorCode.ACCESS_DENIED);
    }

    @Test
    void refusesAChangedOrRemovedSignedHeader() {
        Map<String, String> all =
                signer().sign("GET", "/k", "", headers("x-amz-content-sha256", EMPTY, "Content-Type", "a"));
        all.put("Content-Type", "b");
        assertRefused(() -> authenticate("GET", "/k", "", all), S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
        all.remove("Content-Type");
        assertRefused(() -> authenticate("GET", "/k", "", all), S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
    }

    @Test
    void allowsFifteenMinutesOfSkewAndNoMore() {
        Map<String, String> all = signer().sign("GET", "/k", "", headers("x-amz-content-sha256", EMPTY));
        for (long minutes : List.of(-15L, 15L)) {
            now = TIME.plusSeconds(minutes * 60);
            assertThat(authenticate("GET", "/k", "", all)).isNotNull();
        }
        for (long minutes : List.of(-16L, 16L)) {
            now = TIME.plusSeconds(minutes * 60);
            assertRefused(() -> authenticate("GET", "/k", "", all), S3ErrorCode.REQUEST_TIME_TOO_SKEWED);
        }
    }

    @Test
    void seesAChangedSecretAtOnce() {
        Map<String, String> all = signer().sign("GET", "/k", "", headers("x-amz-content-sha256", EMPTY));
        assertThat(authenticate("GET", "/k", "", all)).isNotNull();

        secret = "another";
        generation = 2;

        assertRefused(() -> authenticate("GET", "/k", "", all), S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
    }

    @Test
    void refusesAnUnknownKey() {
        Map<String, String> all = new RequestSigner("AKIAUNKNOWN", SECRET, "us-east-1", TIME)
                .sign("GET", "/k", "", headers("x-amz-content-sha256", EMPTY));

        assertThatThrownBy(() -> authenticate("GET", "/k", "", all)).isInstanceOfSatisfying(S3Exception.class, e -> {
            assertThat(e.code()).isEqualTo(S3ErrorCode.INVALID_ACCESS_KEY_ID);
            assertThat(e.fields()).containsEntry("AWSAccessKeyId", "AKIAUNKNOWN");
        });
    }

    @Test
    void namesTheRegionItExpects() {
        Map<String, String> all = new RequestSigner(KEY, SECRET, "eu-west-9", TIME)
                .sign("GET", "/k", "", headers("x-amz-content-sha256", EMPTY));

        assertThatThrownBy(() -> authenticate("GET", "/k", "", all)).isInstanceOfSatisfying(S3Exception.class, e -> {
            assertThat(e.code()).isEqualTo(S3ErrorCode.AUTHORIZATION_HEADER_MALFORMED);
            assertThat(e.fields()).containsEntry("Region", "us-east-1");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AWS AKIA:sig | INVALID_REQUEST",
                "AWS4-ECDSA-P256-SHA256 Credential=a | INVALID_REQUEST",
                "Basic abc | INVALID_ARGUMENT",
                "AWS4-HMAC-SHA256 Credential=a | AUTHORIZATION_HEADER_MALFORMED",
                "AWS4-HMAC-SHA256 nonsense | AUTHORIZATION_HEADER_MALFORMED",
                "AWS4-HMAC-SHA256 Credential=a/b/c, SignedHeaders=host, Signature=0 | AUTHORIZATION_HEADER_MALFORMED",
                "AWS4-HMAC-SHA256 Credential=A/20130524/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=xyz"
                        + " | AUTHORIZATION_HEADER_MALFORMED",
                "AWS4-HMAC-SHA256 Credential=A/20130523/us-east-1/s3/aws4_request, SignedHeaders=host, Signature="
                        + "0000000000000000000000000000000000000000000000000000000000000000"
                        + " | AUTHORIZATION_HEADER_MALFORMED",
                "AWS4-HMAC-SHA256 Credential=A/20130524/us-east-1/ec2/aws4_request, SignedHeaders=host, Signature="
                        + "0000000000000000000000000000000000000000000000000000000000000000"
                        + " | AUTHORIZATION_HEADER_MALFORMED"
            })
    void refusesAuthorizationHeadersItCannotUse(String authorization, S3ErrorCode code) {
        Map<String, String> all = headers("x-amz-date", "20130524T000000Z", "Authorization", authorization);

        assertRefused(() -> authenticate("GET", "/k", "", all), code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "20130524", "20139999T999999Z", "yesterday", "20130524T000000+"})
    void refusesDatesItCannotRead(String date) {
        Map<String, String> all = signer().sign("GET", "/k", "", headers("x-amz-content-sha256", EMPTY));
        all.put("x-amz-date", date);

        assertRefused(() -> authenticate("GET", "/k", "", all), S3ErrorCode.ACCESS_DENIED);
    }

    @ParameterizedTest
    @CsvSource({
        "X-Amz-Expires, 0",
        "X-Amz-Expires, -1",
        "X-Amz-Expires, 604801",
        "X-Amz-Expires, abc",
        "X-Amz-Expires, ''",
        "X-Amz-Date, 2013",
        "X-Amz-Date, 20130525T000000Z",
        "X-Amz-Algorithm, AWS4-HMAC-SHA1",
        "X-Amz-Credential, nonsense",
        "X-Amz-SignedHeaders, ''",
        "X-Amz-Signature, zz"
    })
    void refusesPresignedParametersThatAreNotRight(String name, String value) {
        String query = signer().presign("GET", HOST, "/k", 60, List.of());
        String changed = query.replaceAll(name + "=[^&]*", name + "=" + value);

        assertRefused(() -> presigned(changed), S3ErrorCode.AUTHORIZATION_QUERY_PARAMETERS_ERROR);
        assertRefused(
                () -> presigned(query.replaceAll("&?" + name + "=[^&]*", "")),
                S3ErrorCode.AUTHORIZATION_QUERY_PARAMETERS_ERROR);
    }

    @Test
    void refusesTwoMechanismsAtOnceAndVersionTwoQueries() {
        Map<String, String> all = signer().sign("GET", "/k", "", headers("x-amz-content-sha256", EMPTY));

        assertRefused(
                () -> authenticate("GET", "/k", signer().presign("GET", HOST, "/k", 60, List.of()), all),
                S3ErrorCode.INVALID_ARGUMENT);
        assertRefused(
                () -> authenticate("GET", "/k", "AWSAccessKeyId=a&Signature=b&Expires=1", headers()),
                S3ErrorCode.INVALID_REQUEST);
    }

    @Test
    void refusesSessionTokensNobodyHasIssued() {
        Map<String, String> all =
                signer().sign("GET", "/k", "", headers("x-amz-content-sha256", EMPTY, "x-amz-security-token", "t"));

        assertRefused(() -> authenticate("GET", "/k", "", all), S3ErrorCode.INVALID_TOKEN);
    }

    @Test
    void requiresAPayloadHashInSignedRequests() {
        Map<String, String> missing = signer().sign("GET", "/k", "", headers());
        Map<String, String> odd = signer().sign("GET", "/k", "", headers("x-amz-content-sha256", "STREAMING-OTHER"));

        assertRefused(() -> authenticate("GET", "/k", "", missing), S3ErrorCode.INVALID_REQUEST);
        assertRefused(() -> authenticate("GET", "/k", "", odd), S3ErrorCode.INVALID_ARGUMENT);
    }

    @Test
    void takesRequestsWithoutCredentialsForAnonymous() {
        assertThat(authenticate("GET", "/k", "", headers()).principal()).isEqualTo(Principal.ANONYMOUS);
        assertRefused(
                () -> authenticate("PUT", "/k", "", headers("x-amz-content-sha256", Payload.SIGNED_CHUNKS)),
                S3ErrorCode.ACCESS_DENIED);
    }

    private static RequestSigner signer() {
        return new RequestSigner(KEY, SECRET, "us-east-1", TIME);
    }

    private static byte[] hash(String text) {
        return HexFormat.of().parseHex(RequestSigner.sha256(text));
    }

    private static Map<String, String> headers(String... namesAndValues) {
        Map<String, String> headers = new TreeMap<>();
        headers.put("Host", HOST);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return headers;
    }

    private Authentication authenticateChunks(
            String payload, Map<String, String> more, String signedHeaders, String signature) {
        Map<String, String> headers = headers(
                "x-amz-content-sha256",
                payload,
                "x-amz-storage-class",
                "REDUCED_REDUNDANCY",
                "content-encoding",
                "aws-chunked",
                "x-amz-decoded-content-length",
                "66560");
        headers.put("Host", "s3.amazonaws.com");
        headers.putAll(more);
        return authenticate("PUT", "/examplebucket/chunkObject.txt", "", headers, signedHeaders, signature);
    }

    private Authentication authenticate(
            String method,
            String path,
            String query,
            Map<String, String> headers,
            String signedHeaders,
            String signature) {
        headers.put("x-amz-date", "20130524T000000Z");
        headers.put(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=" + SCOPE + ",SignedHeaders=" + signedHeaders + ",Signature=" + signature);
        return authenticate(method, path, query, headers);
    }

    private Authentication presigned(String query) {
        return authenticate("GET", query.contains("604d404") ? "/test.txt" : "/k", query, headers());
    }

    private Authentication authenticate(String method, String path, String query, Map<String, String> headers) {
        return authenticator.authenticate(
                new RequestHead(method, path, query, SentHeaders.of(headers), InetAddress.getLoopbackAddress(), false),
                new ParsedRequest(S3Operation.GET_OBJECT, "b", null, PercentEncoding.parseQuery(query)));
    }

    private static void assertRefused(Runnable call, S3ErrorCode code) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
