package io.maxiofs.server.s3.operation.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostPolicyTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final String UNTIL = "\"expiration\": \"2026-03-04T05:06:08.000Z\"";

    private static PostPolicy parse(String document) {
        return PostPolicy.parse(Base64.getEncoder().encodeToString(document.getBytes(StandardCharsets.UTF_8)));
    }

    private static PostPolicy of(String conditions) {
        return parse("{" + UNTIL + ", \"conditions\": [" + conditions + "]}");
    }

    private static FormFields fields(String... namesAndValues) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new FormFields(values);
    }

    private static void assertRefused(PostPolicy policy, FormFields fields, String message) {
        assertThatThrownBy(() -> policy.check(fields, NOW)).isInstanceOfSatisfying(S3Exception.class, e -> {
            assertThat(e.code()).isEqualTo(S3ErrorCode.ACCESS_DENIED);
            assertThat(e.message()).isEqualTo("Invalid according to Policy: " + message);
        });
    }

    @Test
    void takesWhatEveryConditionAllows() {
        PostPolicy policy =
                of("{\"acl\": \"private\"}, [\"eq\", \"$bucket\", \"b\"], [\"STARTS-with\", \"$KEY\", \"user/\"],"
                        + "[\"content-length-range\", 1, \"10\"], [\"starts-with\", \"$x-amz-meta-any\", \"\"]");

        assertThatCode(() -> policy.check(
                        fields(
                                "acl",
                                "private",
                                "bucket",
                                "b",
                                "key",
                                "user/x",
                                "x-amz-meta-any",
                                "thing",
                                "policy",
                                "p",
                                "x-amz-signature",
                                "s",
                                "awsaccesskeyid",
                                "a",
                                "signature",
                                "s",
                                "x-ignore-me",
                                "i"),
                        NOW))
                .doesNotThrowAnyException();
        assertThat(policy.length()).isEqualTo(new FormFile.LengthRange(1, 10));
    }

    @Test
    void severalRangesHoldTogether() {
        assertThat(of("[\"content-length-range\", 0, 100], [\"content-length-range\", 5, 50]")
                        .length())
                .isEqualTo(new FormFile.LengthRange(5, 50));
    }

    @Test
    void refusesWhatAConditionDoesNotAllow() {
        assertRefused(
                of("[\"eq\", \"$key\", \"a\"]"),
                fields("key", "b"),
                "Policy Condition failed: [\"eq\", \"$key\", \"a\"]");
        assertRefused(
                of("[\"starts-with\", \"$key\", \"a/\"]"),
                fields("key", "b/a/"),
                "Policy Condition failed: [\"starts-with\", \"$key\", \"a/\"]");
        assertRefused(
                of("{\"x-amz-meta-a\": \"v\"}"),
                fields(),
                "Policy Condition failed: [\"eq\", \"$x-amz-meta-a\", \"v\"]");
        assertRefused(of("{\"key\": \"A\"}"), fields("key", "a"), "Policy Condition failed: [\"eq\", \"$key\", \"A\"]");
    }

    @Test
    void everyFieldNeedsACondition() {
        assertRefused(of("{\"key\": \"a\"}"), fields("key", "a", "acl", "x"), "Extra input fields: acl");
        assertRefused(of(""), fields("bucket", "b", "key", "a"), "Extra input fields: bucket, key");
        assertRefused(of("{\"key\": \"a\"}"), fields("key", "a", "tagging", "x"), "Extra input fields: tagging");
        assertRefused(
                of("{\"key\": \"a\"}"),
                fields("key", "a", "x-amz-security-token", "t"),
                "Extra input fields: x-amz-security-token");
    }

    @Test
    void everyTypeOfAListMustBegin() {
        PostPolicy images = of("[\"starts-with\", \"$Content-Type\", \"image/\"]");
        assertThatCode(() -> images.check(fields("content-type", "image/png, image/jpeg"), NOW))
                .doesNotThrowAnyException();
        assertRefused(
                images,
                fields("content-type", "image/png,text/html"),
                "Policy Condition failed: [\"starts-with\", \"$content-type\", \"image/\"]");
    }

    @Test
    void endsWithItsTime() {
        PostPolicy policy = parse("{\"expiration\": \"2026-03-04T05:06:07Z\", \"conditions\": []}");
        assertRefused(policy, fields(), "Policy expired.");
    }

    @Test
    void dollarSignsMayBeEscaped() {
        assertThatCode(() -> of("[\"starts-with\", \"$key\", \"\\$a\"]").check(fields("key", "$ab"), NOW))
                .doesNotThrowAnyException();
        assertThatCode(() -> of("[\"starts-with\", \"$key\", \"\\\\$a\"]").check(fields("key", "\\$ab"), NOW))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{} x",
                "{\"expiration\": \"2026-03-04T05:06:08Z\"}",
                "{\"conditions\": []}",
                "{\"EXPIRATION\": \"2026-03-04T05:06:08Z\", \"conditions\": []}",
                "{\"expiration\": \"2026-03-04 05:06:08\", \"conditions\": []}",
                "{\"expiration\": 5, \"conditions\": []}",
                "{\"expiration\": \"2026-03-04T05:06:08Z\", \"CONDITIONS\": []}",
                "{\"expiration\": \"2026-03-04T05:06:08Z\", \"conditions\": {}}",
                "{\"expiration\": \"2026-03-04T05:06:08Z\", \"conditions\": [{}]}",
                "{\"expiration\": \"2026-03-04T05:06:08Z\", \"conditions\": [{\"a\": \"b\", \"c\": \"d\"}]}",
                "{\"expiration\": \"2026-03-04T05:06:08Z\", \"conditions\": [{\"a\": 1}]}",
                "{\"expiration\": \"2026-03-04T05:06:08Z\", \"conditions\": [\"a\"]}",
                "{\"expiration\": \"2026-03-04T05:06:08Z\", \"conditions\": [[]]}",
                "{\"expiration\": \"2026-03-04T05:06:08Z\", \"conditions\": [[\"eq\", \"$key\"]]}",
                "{\"expiration\": \"2026-03-04T05:06:08Z\", \"conditions\": [[\"eq\", \"key\", \"a\"]]}",
                "{\"expiration\": \"2026-03-04T05:06:08Z\", \"conditions\": [[\"ends-with\", \"$key\", \"a\"]]}",
                "{\"expiration\": \"2026-03-04T05:06:08Z\", \"conditions\": [[\"content-length-range\", 0]]}",
                "{\"expiration\": \"2026-03-04T05:06:08Z\", \"conditions\": [[\"content-length-range\", -1, 0]]}",
                "{\"expiration\": \"2026-03-04T05:06:08Z\", \"conditions\": [[\"content-length-range\", 0, 1.5]]}",
                "{\"expiration\": \"2026-03-04T05:06:08Z\", \"conditions\": [[\"content-length-range\", 0, \"x\"]]}",
                "{\"expiration\": \"2026-03-04T05:06:08Z\", \"conditions\": [], \"conditions\": []}"
            })
    void refusesWhatCannotBeUnderstood(String document) {
        assertThatThrownBy(() -> parse(document))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.code()).isEqualTo(S3ErrorCode.INVALID_POLICY_DOCUMENT));
    }

    @Test
    void refusesWhatIsNotBase64() {
        assertThatThrownBy(() -> PostPolicy.parse("{}")).isInstanceOf(S3Exception.class);
    }
}
