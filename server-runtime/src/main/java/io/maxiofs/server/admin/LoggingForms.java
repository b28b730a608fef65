package io.maxiofs.server.admin;

import io.maxiofs.server.admin.api.BucketForms;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.event.accesslog.LoggingConfiguration;
import io.maxiofs.server.event.accesslog.LoggingConfiguration.KeyFormat;
import io.maxiofs.server.event.accesslog.LoggingDocument;
import io.maxiofs.storage.model.BucketName;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Between the form of an access log and S3's document, whose grants on log objects the form only counts. */
final class LoggingForms {
    private LoggingForms() {}

    private static Optional<LoggingConfiguration> stored(@Nullable String stored) {
        return stored == null ? Optional.empty() : LoggingDocument.parse(stored.getBytes(StandardCharsets.UTF_8));
    }

    private static String nameOf(KeyFormat format) {
        return Documents.nameOf(format).replace('_', '-');
    }

    /** @param stored as the bucket keeps it; null for none */
    static BucketForms.Logging form(@Nullable String stored) {
        return stored(stored)
                .map(logging -> new BucketForms.Logging(
                        logging.target().value(),
                        logging.prefix(),
                        nameOf(logging.format()),
                        logging.grants().size()))
                .orElse(new BucketForms.Logging(null, "", nameOf(KeyFormat.USUAL), 0));
    }

    /** @param stored as the bucket keeps it now; null for none */
    static byte[] document(BucketForms.Logging form, @Nullable String stored) {
        String target = form.target();
        if (target == null || target.isEmpty()) {
            return new byte[0];
        }
        if (!BucketName.isValid(target)) {
            throw LoggingDocument.noTarget(target);
        }
        return LoggingDocument.write(new LoggingConfiguration(
                new BucketName(target),
                Documents.orEmpty(form.prefix()),
                format(Documents.orEmpty(form.keyFormat())),
                stored(stored).map(LoggingConfiguration::grants).orElse(List.of())));
    }

    private static KeyFormat format(String name) {
        return Arrays.stream(KeyFormat.values())
                .filter(format -> nameOf(format).equals(name))
                .findFirst()
                .orElseThrow(() -> new AdminException(
                        Problem.Code.INVALID,
                        "keyFormat is one of "
                                + Arrays.stream(KeyFormat.values())
                                        .map(LoggingForms::nameOf)
                                        .collect(Collectors.joining(", "))));
    }
}
