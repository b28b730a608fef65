package io.maxiofs.server.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.policy.PolicyDocument.Kind;
import io.maxiofs.server.policy.PolicyEvaluator.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every operator against values that fit, that do not, and that are missing. */
final class ConditionsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "StringEquals|aws:UserAgent|\"a\"|a|true",
                "StringEquals|aws:UserAgent|\"a\"|A|false",
                "StringEquals|aws:UserAgent|[\"b\",\"a\"]|a|true",
                "StringEquals|aws:UserAgent|\"a\"|-|false",
                "StringEqualsIfExists|aws:UserAgent|\"a\"|-|true",
                "StringNotEquals|aws:UserAgent|\"a\"|-|true",
                "StringNotEquals|aws:UserAgent|[\"a\",\"b\"]|b|false",
                "StringEqualsIgnoreCase|aws:UserAgent|\"A\"|a|true",
                "StringNotEqualsIgnoreCase|aws:UserAgent|\"A\"|a|false",
                "StringLike|aws:UserAgent|\"a*c?\"|abbcd|true",
                "StringLike|aws:UserAgent|\"a*c?\"|abbc|false",
                "StringNotLike|aws:UserAgent|\"a*\"|b|true",
                "StringLike|aws:UserAgent|\"${aws:username}/*\"|al*ce/x|true",
                "StringLike|aws:UserAgent|\"${aws:username}/*\"|alice/x|false",
                "StringLike|aws:UserAgent|\"${s3:prefix, 'none'}\"|none|true",
                "StringEquals|aws:UserAgent|\"${s3:prefix}\"|x|false",
                "StringLike|aws:UserAgent|\"a${*}b\"|a*b|true",
                "StringLike|aws:UserAgent|\"a${*}b\"|axb|false",
                "NumericEquals|s3:max-keys|\"10\"|10.0|true",
                "NumericNotEquals|s3:max-keys|10|11|true",
                "NumericLessThan|s3:max-keys|10|9|true",
                "NumericLessThan|s3:max-keys|10|10|false",
                "NumericLessThanEquals|s3:max-keys|10|10|true",
                "NumericGreaterThan|s3:max-keys|10|11|true",
                "NumericGreaterThanEquals|s3:max-keys|10|9|false",
                "NumericLessThan|s3:max-keys|10|many|false",
                "NumericNotEquals|s3:max-keys|10|many|false",
                "DateLessThan|aws:CurrentTime|\"2030-01-01T00:00:00Z\"|2029-12-31T23:59:59Z|true",
                "DateGreaterThan|aws:CurrentTime|\"2030-01-01\"|2029-12-31T23:59:59Z|false",
                "DateGreaterThanEquals|aws:EpochTime|\"1970-01-01T00:01:00Z\"|60|true",
                "DateEquals|aws:CurrentTime|\"2030-01-01T01:00:00+01:00\"|2030-01-01T00:00:00Z|true",
                "Bool|aws:SecureTransport|\"false\"|false|true",
                "Bool|aws:SecureTransport|true|false|false",
                "BinaryEquals|aws:UserAgent|\"QQ==\"|QQ==|true",
                "IpAddress|aws:SourceIp|\"10.1.0.0/16\"|10.1.255.1|true",
                "IpAddress|aws:SourceIp|\"10.1.0.0/16\"|10.2.0.1|false",
                "IpAddress|aws:SourceIp|\"10.1.2.128/25\"|10.1.2.127|false",
                "IpAddress|aws:SourceIp|[\"2001:db8::/33\"]|2001:db8:7fff::1|true",
                "IpAddress|aws:SourceIp|[\"2001:db8::/33\"]|2001:db8:8000::1|false",
                "IpAddress|aws:SourceIp|\"0.0.0.0/0\"|::1|false",
                "NotIpAddress|aws:SourceIp|\"10.1.0.0/16\"|10.2.0.1|true",
                "NotIpAddress|aws:SourceIp|\"10.1.0.0/16\"|proxy|false",
                "ArnLike|aws:PrincipalArn|\"arn:aws:iam::*:user/a*\"|arn:aws:iam::t:user/al|true",
                "ArnEquals|aws:PrincipalArn|\"arn:aws:iam::t:user/b\"|arn:aws:iam::t:user/a|false",
                "ArnNotLike|aws:PrincipalArn|\"arn:aws:iam::*:user/a*\"|arn:aws:iam::t:user/b|true",
                "Null|aws:UserAgent|\"true\"|-|true",
                "Null|aws:UserAgent|\"true\"|x|false",
                "Null|aws:UserAgent|\"false\"|x|true"
            })
    void compares(String operator, String key, String wanted, @Nullable String value, boolean holds) {
        assertThat(allows(operator, key, wanted, value == null ? null : List.of(value)))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "ForAllValues:StringEquals|a,b|true",
                "ForAllValues:StringEquals|a,c|false",
                "ForAllValues:StringEquals|-|true",
                "ForAllValues:StringNotEquals|c,d|true",
                "ForAllValues:StringNotEquals|a,d|false",
                "ForAnyValue:StringEquals|a,c|true",
                "ForAnyValue:StringEquals|c|false",
                "ForAnyValue:StringEquals|-|false",
                "ForAnyValue:StringNotEquals|a,c|true",
                "ForAnyValue:StringNotEquals|a,b|false"
            })
    void countsSeveralValues(String operator, @Nullable String values, boolean holds) {
        List<String> given = values == null ? null : List.of(values.split(","));
        assertThat(allows(operator, "s3:RequestObjectTagKeys", "[\"a\",\"b\"]", given))
                .isEqualTo(holds);
    }

    @Test
    void deniesWhatItCannotCompare() {
        String deny = policy("Deny", "\"NumericGreaterThan\":{\"s3:max-keys\":\"10\"}");
        assertThat(PolicyEvaluator.evaluate(
                        PolicyDocument.parse(deny, Kind.IDENTITY), context(Map.of("s3:max-keys", List.of("many")))))
                .isEqualTo(Answer.DENY);
    }

    @Test
    void replacesNoVariablesInTheOldVersion() {
        String old = policy("Allow", "\"StringEquals\":{\"aws:UserAgent\":\"${aws:username}\"}")
                .replace("2012-10-17", "2008-10-17");
        assertThat(PolicyEvaluator.evaluate(
                        PolicyDocument.parse(old, Kind.IDENTITY),
                        context(Map.of("aws:useragent", List.of("${aws:username}")))))
                .isEqualTo(Answer.ALLOW);
    }

    private static boolean allows(String operator, String key, String wanted, @Nullable List<String> value) {
        PolicyDocument policy = PolicyDocument.parse(
                policy("Allow", "\"" + operator + "\":{\"" + key + "\":" + wanted + "}"), Kind.IDENTITY);
        ConditionKey parsed = ConditionKey.of(key);
        return PolicyEvaluator.evaluate(policy, context(value == null ? Map.of() : Map.of(parsed.name(), value)))
                == Answer.ALLOW;
    }

    private static AskedContext context(Map<String, List<String>> facts) {
        Map<String, List<String>> all = new HashMap<>(facts);
        all.putIfAbsent("aws:username", List.of("al*ce"));
        return new AskedContext("s3:GetObject", "arn:aws:s3:::b/k", Set.of("alice"), all);
    }

    private static String policy(String effect, String condition) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"" + effect
                + "\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{" + condition + "}}}";
    }
}
