package io.maxiofs.server.s3.operation.form;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a form after its variables have been expanded, which is what policies are compared with.
 *
 * @param values by lower case name, in the order sent
 */
record FormFields(Map<String, String> values) {
    private static final String FILE_NAME = "${filename}";

    FormFields {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Decodes the fields and puts the file's name where they ask for it. */
    static FormFields of(FormReader.Fields fields) {
        Map<String, String> values = new LinkedHashMap<>();
        fields.values()
                .forEach((name, value) -> values.put(
                        name, new String(value, StandardCharsets.UTF_8).replace(FILE_NAME, fields.fileName())));
        return new FormFields(values);
    }

    @Nullable String value(String lowerCaseName) {
        return values.get(lowerCaseName);
    }

    /** @throws S3Exception InvalidArgument, in the words of S3, if there is no such field */
    String required(String lowerCaseName) {
        String value = values.get(lowerCaseName);
        if (value == null) {
            throw new S3Exception(
                            S3ErrorCode.INVALID_ARGUMENT,
                            "Bucket POST must contain a field named '" + lowerCaseName
                                    + "'.  If it is specified, please check the order of the fields.")
                    .with("ArgumentName", lowerCaseName)
                    .with("ArgumentValue", "");
        }
        return value;
    }
}
