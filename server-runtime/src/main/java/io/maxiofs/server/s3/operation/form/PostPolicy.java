package io.maxiofs.server.s3.operation.form;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.form.FormFile.LengthRange;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What whoever signed a form allows whoever sends it. Everything in the form must be allowed by a condition; what cannot be
 * understood allows nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html">POST policy</a>
 */
final class PostPolicy {
    /** A dollar sign is escaped in policies, which JSON does not know. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Set<String> NEED_NO_CONDITION =
            Set.of("policy", "signature", "awsaccesskeyid", "x-amz-signature", FormReader.FILE);

    private static final String IGNORED_PREFIX = "x-ignore-";
    private static final Pattern COMMA = Pattern.compile(",");

    private final Instant expiration;
    private final List<Condition> conditions;
    private final LengthRange length;

    /** @param prefix whether the field need only begin with the value */
    private record Condition(boolean prefix, String field, String value) {

        boolean holds(FormFields fields) {
            String actual = fields.values().getOrDefault(field, "");
            if (!prefix) {
                return actual.equals(value);
            }
            if (field.equals("content-type") && actual.indexOf(',') >= 0) {
                return COMMA.splitAsStream(actual).allMatch(type -> type.strip().startsWith(value));
            }
            return actual.startsWith(value);
        }

        @Override
        public String toString() {
            return "[\"" + (prefix ? "starts-with" : "eq") + "\", \"$" + field + "\", \"" + value + "\"]";
        }
    }

    private PostPolicy(Instant expiration, List<Condition> conditions, LengthRange length) {
        this.expiration = expiration;
        this.conditions = conditions;
        this.length = length;
    }

    /**
     * Reads the policy of a form.
     *
     * @throws S3Exception InvalidPolicyDocument if it is not one
     */
    static PostPolicy parse(String base64) {
        JsonNode root = json(base64);
        if (!root.isObject()) {
            throw invalid("Invalid JSON.");
        }
        JsonNode expiration = root.get("expiration");
        if (expiration == null) {
            throw invalid("Policy missing expiration.");
        }
        JsonNode conditions = root.get("conditions");
        if (conditions == null) {
            throw invalid("Policy missing conditions.");
        }
        if (!conditions.isArray()) {
            throw invalid("Invalid 'conditions' value: must be a List.");
        }
        for (Map.Entry<String, JsonNode> property : root.properties()) {
            if (!property.getKey().equals("expiration") && !property.getKey().equals("conditions")) {
                throw invalid("Unexpected: '" + property.getKey() + "'.");
            }
        }
        Instant until = instant(expiration);
        List<Condition> read = new ArrayList<>();
        LengthRange length = LengthRange.ANY;
        for (JsonNode condition : conditions) {
            if (isLengthRange(condition)) {
                LengthRange more = lengthRange(condition);
                length = new LengthRange(
                        Math.max(length.minimum(), more.minimum()), Math.min(length.maximum(), more.maximum()));
            } else {
                read.add(condition(condition));
            }
        }
        return new PostPolicy(until, List.copyOf(read), length);
    }

    private static JsonNode json(String base64) {
        try {
            byte[] document = Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
            return JSON.readTree(new String(document, StandardCharsets.UTF_8));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw invalid("Invalid JSON.");
        }
    }

    private static Instant instant(JsonNode expiration) {
        try {
            if (expiration.isTextual()) {
                return Instant.parse(expiration.textValue());
            }
        } catch (DateTimeException e) {
            // Told below, with everything else that is no time.
        }
        throw invalid("Invalid 'expiration' value: '" + expiration.asText() + "'");
    }

    private static Condition condition(JsonNode node) {
        if (node.isObject()) {
            if (node.size() != 1) {
                throw invalid("Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.");
            }
            Map.Entry<String, JsonNode> property = node.properties().iterator().next();
            if (!property.getValue().isTextual()) {
                throw invalid("Invalid Simple-Condition: value must be a string.");
            }
            return new Condition(
                    false,
                    MultipartForm.fold(property.getKey()),
                    property.getValue().textValue());
        }
        if (!node.isArray()) {
            throw invalid("Invalid Condition: must be a List or an Object.");
        }
        String operator = operator(node);
        boolean prefix = operator.equals("starts-with");
        if (!prefix && !operator.equals("eq")) {
            throw invalid("Invalid Condition: unknown operation '" + operator + "'.");
        }
        if (node.size() != 3 || !node.get(1).isTextual() || !node.get(2).isTextual()) {
            throw invalid("Invalid Condition: wrong number of arguments.");
        }
        String field = node.get(1).textValue();
        if (!field.startsWith("$")) {
            throw invalid("Invalid Condition: '" + field + "' is not a valid variable; it must begin with '$'.");
        }
        return new Condition(
                prefix, MultipartForm.fold(field.substring(1)), node.get(2).textValue());
    }

    private static String operator(JsonNode list) {
        JsonNode operator = list.get(0);
        return operator == null ? "" : operator.asText().toLowerCase(Locale.ROOT);
    }

    private static boolean isLengthRange(JsonNode node) {
        return node.isArray() && operator(node).equals("content-length-range");
    }

    private static LengthRange lengthRange(JsonNode node) {
        if (node.size() != 3) {
            throw invalid("Invalid content-length-range: wrong number of arguments.");
        }
        return new LengthRange(bytes(node.get(1)), bytes(node.get(2)));
    }

    private static long bytes(JsonNode node) {
        long value = -1;
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            value = node.longValue();
        } else if (node.isTextual()) {
            try {
                value = Long.parseLong(node.textValue());
            } catch (NumberFormatException e) {
                // Stays what no length is.
            }
        }
        if (value < 0) {
            throw invalid("Invalid content-length-range: '" + node.asText() + "' is not a length.");
        }
        return value;
    }

    private static S3Exception invalid(String why) {
        return new S3Exception(S3ErrorCode.INVALID_POLICY_DOCUMENT, "Invalid Policy: " + why);
    }

    /** What the file's length must be. */
    LengthRange length() {
        return length;
    }

    /**
     * Compares the form with the policy.
     *
     * @param fields with the bucket the request names as a field of its own
     * @throws S3Exception AccessDenied if anything of the form is not allowed
     */
    void check(FormFields fields, Instant now) {
        if (!now.isBefore(expiration)) {
            throw refused("Policy expired.");
        }
        Set<String> covered = new HashSet<>();
        for (Condition condition : conditions) {
            if (!condition.holds(fields)) {
                throw refused("Policy Condition failed: " + condition);
            }
            covered.add(condition.field());
        }
        List<String> extra = fields.values().keySet().stream()
                .filter(name -> !covered.contains(name)
                        && !NEED_NO_CONDITION.contains(name)
                        && !name.startsWith(IGNORED_PREFIX))
                .toList();
        if (!extra.isEmpty()) {
            throw refused("Extra input fields: " + String.join(", ", extra));
        }
    }

    private static S3Exception refused(String why) {
        return new S3Exception(S3ErrorCode.ACCESS_DENIED, "Invalid according to Policy: " + why);
    }
}
