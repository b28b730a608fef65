package io.maxiofs.server.s3.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.VersionSelector;
import java.net.InetAddress;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class S3RequestParserTest {
    private final S3RequestParser parser = new S3RequestParser(new VirtualHosts(Set.of("s3.example.com", "localhost")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/b/k | k",
                "/b//k | /k",
                "/b//| /",
                "/b/a/../c | a/../c",
                "/b/.. | ..",
                "/b/../../etc/passwd | ../../etc/passwd",
                "/b/. | .",
                "/b/a//b/ | a//b/",
                "/b/a%2Fb | a/b",
                "/b/%2e%2e/x | ../x",
                "/b/a%5Cb | a\\b",
                "/b/a+b | a+b",
                "/b/a%20b%2B | a b+",
                "/b/a;v=1/c | a;v=1/c",
                "/b/%F0%9F%98%80 | 😀",
                "/b/a%00b | a\u0000b",
                "/b/%25 | %"
            })
    void decodesKeysOnceAndNormalisesNothing(String path, String key) {
        ParsedRequest parsed = parse("GET", path, "localhost");

        assertThat(parsed.bucketName()).isEqualTo("b");
        assertThat(parsed.objectKey()).isEqualTo(ObjectKey.of(key));
    }

    @Test
    void takesUnescapedUtf8Bytes() {
        assertThat(parse("GET", "/b/\u00c3\u00a9", "localhost").objectKey()).isEqualTo(ObjectKey.of("é"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/b/%", "/b/%2", "/b/%zz", "/b/%FF", "/b/%C3", "/b/%ED%A0%80", "/b%FF/k", "/b/%1１"})
    void refusesWhatDoesNotDecode(String path) {
        assertRefused(path, "localhost", S3ErrorCode.INVALID_URI);
    }

    @Test
    void refusesQueriesThatDoNotDecode() {
        assertThatThrownBy(() -> PercentEncoding.parseQuery("prefix=%FF"))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.code()).isEqualTo(S3ErrorCode.INVALID_URI));
    }

    @Test
    void readsQueries() {
        QueryParameters query = PercentEncoding.parseQuery("acl&prefix=a+b%2B&&x=1&x=2&=v&e=");

        assertThat(query.value("acl")).isEmpty();
        assertThat(query.value("prefix")).isEqualTo("a b+");
        assertThat(query.values().get("x")).containsExactly("1", "2");
        assertThat(query.value("e")).isEmpty();
        assertThat(query.has("missing")).isFalse();
    }

    @Test
    void refusesKeysThatAreTooLong() {
        assertThat(parse("GET", "/b/" + "k".repeat(1024), "localhost").objectKey())
                .isNotNull();
        assertRefused("/b/" + "k".repeat(1025), "localhost", S3ErrorCode.KEY_TOO_LONG_ERROR);
        assertRefused("/b/" + "%C3%A9".repeat(513), "localhost", S3ErrorCode.KEY_TOO_LONG_ERROR);
    }

    @ParameterizedTest
    @CsvSource({
        "bucket.s3.example.com, bucket, a/b",
        "BUCKET.S3.Example.com:9000, bucket, a/b",
        "my.dotted.bucket.s3.example.com, my.dotted.bucket, a/b",
        "bucket.localhost:80, bucket, a/b",
        "s3.example.com, a, b",
        "s3.example.com., a, b",
        "127.0.0.1:9000, a, b",
        "[::1]:9000, a, b",
        "nas, a, b",
        "other.example.org, a, b",
        "'', a, b"
    })
    void findsTheBucketInHostOrPath(String host, String bucket, String key) {
        ParsedRequest parsed = parse("GET", "/a/b", host);

        assertThat(parsed.bucketName()).isEqualTo(bucket);
        assertThat(parsed.objectKey()).isEqualTo(ObjectKey.of(key));
    }

    @Test
    void refusesABucketInFrontOfAnAddress() {
        assertRefused("/k", "bucket.127.0.0.1:9000", S3ErrorCode.INVALID_URI);
    }

    @Test
    void explainsAMissingBucketOnAnUnknownHost() {
        S3Exception missing = new S3Exception(S3ErrorCode.NO_SUCH_BUCKET).with("BucketName", "b");

        S3Exception explained = parser.explain(missing, head("GET", "/b", "bucket.nas.lan"));

        assertThat(explained.message()).contains("bucket.nas.lan");
        assertThat(explained.fields()).containsEntry("BucketName", "b");
        assertThat(parser.explain(missing, head("GET", "/b", "localhost"))).isSameAs(missing);
        assertThat(parser.explain(missing, head("GET", "/b", "10.0.0.1:90"))).isSameAs(missing);
    }

    @Test
    void readsCopySources() {
        assertThat(CopySource.parse("/bucket/a%2Fb%20c+d"))
                .isEqualTo(new CopySource(new BucketName("bucket"), ObjectKey.of("a/b c+d"), VersionSelector.CURRENT));
        assertThat(CopySource.parse("bucket/../x?versionId=null").version()).isEqualTo(VersionSelector.NULL);
        assertThat(CopySource.parse("bucket/../x").key()).isEqualTo(ObjectKey.of("../x"));
        assertThat(CopySource.parse("bucket/a%3FversionId=null").key()).isEqualTo(ObjectKey.of("a?versionId=null"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "bucket", "bucket/", "/bucket/", "//key", "B/k", "bucket/%", "bucket/k?versionId=!!"})
    void refusesCopySourcesThatNameNoObject(String header) {
        assertThatThrownBy(() -> CopySource.parse(header))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.code()).isEqualTo(S3ErrorCode.INVALID_ARGUMENT));
    }

    private void assertRefused(String path, String host, S3ErrorCode code) {
        assertThatThrownBy(() -> parse("GET", path, host))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private ParsedRequest parse(String method, String path, String host) {
        return parser.parse(head(method, path, host));
    }

    private static RequestHead head(String method, String path, String host) {
        return new RequestHead(method, path, "", SentHeaders.of("Host", host), InetAddress.getLoopbackAddress(), false);
    }
}
