package io.maxiofs.server.admin;

import io.maxiofs.server.admin.api.BucketForms;
import io.maxiofs.server.s3.cors.CorsDocument;
import io.maxiofs.server.s3.cors.CorsRule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Between the form of CORS rules and S3's document; the form says all of it. */
final class CorsForms {
    private CorsForms() {}

    /** @param stored as the bucket keeps it; null for none */
    static BucketForms.Cors form(@Nullable String stored) {
        return new BucketForms.Cors(
                stored == null
                        ? List.of()
                        : CorsDocument.parse(stored.getBytes(StandardCharsets.UTF_8)).stream()
                                .map(rule -> new BucketForms.CorsRule(
                                        rule.id(),
                                        rule.methods(),
                                        rule.origins(),
                                        rule.headers(),
                                        rule.exposed(),
                                        rule.maxAgeSeconds()))
                                .toList());
    }

    /** @param stored says nothing that the form does not */
    static byte[] document(BucketForms.Cors form, @Nullable String stored) {
        List<BucketForms.CorsRule> rules = Documents.required(form.rules(), "rules");
        return rules.isEmpty()
                ? new byte[0]
                : CorsDocument.write(rules.stream()
                        .map(rule -> new CorsRule(
                                rule.id(),
                                Documents.required(rule.methods(), "methods"),
                                Documents.required(rule.origins(), "origins"),
                                orNone(rule.headers()),
                                orNone(rule.exposed()),
                                rule.maxAgeSeconds()))
                        .toList());
    }

    private static List<String> orNone(@Nullable List<String> values) {
        return values == null ? List.of() : values;
    }
}
