package io.maxiofs.server.s3.operation.form;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A form as a browser would send it, signed or not. */
final class Form {
    static final String BOUNDARY = "----TestBoundary7MA4YWxkTrZu0gW";

    private final Map<String, String> fields = new LinkedHashMap<>();
    private byte[] file = "bar".getBytes(StandardCharsets.UTF_8);
    private String fileName = "C:\\photos\\cat.jpg";
    private boolean withFile = true;

    Form field(String name, String value) {
        fields.put(name, value);
        return this;
    }

    Form without(String name) {
        fields.remove(name);
        return this;
    }

    Form file(byte[] content) {
        file = content;
        return this;
    }

    Form withoutFile() {
        withFile = false;
        return this;
    }

    /** A policy that allows just what the form has, and the bucket, until 2099. */
    String policy(String bucket, String... more) {
        List<String> conditions = new ArrayList<>(List.of("{\"bucket\": \"" + bucket + "\"}"));
        fields.forEach((name, value) -> {
            if (!name.equals("file")) {
                conditions.add("[\"eq\", \"$" + name + "\", \""
                        + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]");
            }
        });
        conditions.addAll(List.of(more));
        return "{\"expiration\": \"2099-01-01T00:00:00Z\", \"conditions\": [" + String.join(", ", conditions) + "]}";
    }

    /** Signs in the fields of version 2. */
    Form signV2(String key, String secret, String policy) {
        String encoded = Base64.getEncoder().encodeToString(policy.getBytes(StandardCharsets.UTF_8));
        fields.put("AWSAccessKeyId", key);
        fields.put(
                "signature",
                Base64.getEncoder().encodeToString(hmac("HmacSHA1", secret.getBytes(StandardCharsets.UTF_8), encoded)));
        fields.put("policy", encoded);
        return this;
    }

    /** Adds the fields of version 4 but signature and policy, so that a policy can be made of all. */
    Form prepareV4(String key, String region) {
        fields.put("x-amz-algorithm", "AWS4-HMAC-SHA256");
        fields.put("x-amz-credential", key + "/20260304/" + region + "/s3/aws4_request");
        fields.put("x-amz-date", "20260304T050607Z");
        return this;
    }

    Form signV4(String secret, String region, String policy) {
        String encoded = Base64.getEncoder().encodeToString(policy.getBytes(StandardCharsets.UTF_8));
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String step : List.of("20260304", region, "s3", "aws4_request", encoded)) {
            key = hmac("HmacSHA256", key, step);
        }
        fields.put("policy", encoded);
        fields.put("x-amz-signature", HexFormat.of().formatHex(key));
        return this;
    }

    private static byte[] hmac(String algorithm, byte[] key, String message) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] bytes() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        fields.forEach((name, value) -> text(
                body,
                "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value
                        + "\r\n"));
        if (withFile) {
            text(
                    body,
                    "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName
                            + "\"\r\nContent-Type: image/jpeg\r\n\r\n");
            body.writeBytes(file);
            text(body, "\r\n");
        }
        text(body, "--" + BOUNDARY + "--\r\n");
        return body.toByteArray();
    }

    private static void text(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
