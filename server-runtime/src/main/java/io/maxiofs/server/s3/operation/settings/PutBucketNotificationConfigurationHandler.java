package io.maxiofs.server.s3.operation.settings;

import io.maxiofs.server.event.notification.EventDocuments;
import io.maxiofs.server.event.notification.NotificationDocument;
import io.maxiofs.server.event.notification.NotificationRule;
import io.maxiofs.server.event.notification.NotificationRule.Kind;
import io.maxiofs.server.event.notification.NotificationTargets;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.BodyIntake;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.storage.api.BucketCatalog;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Says what a bucket tells, and whom. Every target gets a test event first; if one does not take it nothing is changed, unless
 * the request says that targets need not be asked.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html">
 *     PutBucketNotificationConfiguration</a>
 */
public final class PutBucketNotificationConfigurationHandler implements OperationHandler.Blocking {
    private static final String SKIP_VALIDATION = "x-amz-skip-destination-validation";
    private static final int ARN_PARTS = 6;

    private final StoredDocument document;
    private final BucketCatalog catalog;
    private final NotificationTargets targets;
    private final EventDocuments events;
    private final InstantSource clock;

    PutBucketNotificationConfigurationHandler(
            StoredDocument document,
            BucketCatalog catalog,
            NotificationTargets targets,
            EventDocuments events,
            InstantSource clock) {
        this.document = document;
        this.catalog = catalog;
        this.targets = targets;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public S3Response handle(S3Request request) {
        AtomicInteger made = new AtomicInteger();
        // Unique with the request's id in front, which no other request has.
        String idPrefix = request.origin().requestId() + "-";
        List<NotificationRule> rules = NotificationDocument.parse(
                BodyIntake.readDocument(request, NotificationDocument.MAX_BYTES),
                () -> idPrefix + made.incrementAndGet());
        catalog.get(request.bucket());
        rules.forEach(this::requireTarget);
        if (!"true".equalsIgnoreCase(request.headers().value(SKIP_VALIDATION))) {
            test(request, rules);
        }
        return rules.isEmpty()
                ? document.remove(request, 200)
                : document.put(request, NotificationDocument.write(rules));
    }

    private void requireTarget(NotificationRule rule) {
        if (rule.kind() != Kind.EVENT_BRIDGE) {
            String[] parts = rule.arn().split(":", -1);
            boolean wellFormed = parts.length >= ARN_PARTS
                    && parts[0].equals("arn")
                    && parts[2].equals(serviceOf(rule))
                    && !rule.target().isEmpty();
            if (!wellFormed) {
                throw new S3Exception(S3ErrorCode.INVALID_ARGUMENT, "The ARN is not well formed")
                        .with("ArgumentName", argument(rule))
                        .with("ArgumentValue", rule.arn());
            }
        }
        if (!targets.exists(rule.target())) {
            throw invalidDestination(rule, "The destination " + noun(rule) + " does not exist");
        }
    }

    private static String serviceOf(NotificationRule rule) {
        return switch (rule.kind()) {
            case TOPIC -> "sns";
            case QUEUE -> "sqs";
            case LAMBDA -> "lambda";
            case EVENT_BRIDGE -> "";
        };
    }

    private static String noun(NotificationRule rule) {
        return switch (rule.kind()) {
            case TOPIC -> "topic";
            case QUEUE -> "queue";
            case LAMBDA -> "Lambda";
            case EVENT_BRIDGE -> "webhook 'eventbridge'";
        };
    }

    private static String argument(NotificationRule rule) {
        return switch (rule.kind()) {
            case TOPIC -> "Topic";
            case QUEUE -> "Queue";
            case LAMBDA -> "CloudFunction";
            case EVENT_BRIDGE -> "EventBridgeConfiguration";
        };
    }

    private static S3Exception invalidDestination(NotificationRule rule, String why) {
        return new S3Exception(
                        S3ErrorCode.INVALID_ARGUMENT, "Unable to validate the following destination configurations")
                .with("ArgumentName1", rule.arn())
                .with("ArgumentValue1", why);
    }

    private void test(S3Request request, List<NotificationRule> rules) {
        byte[] event = events.test(request.bucket().value(), request.origin().requestId(), clock.instant());
        Set<String> tested = new HashSet<>();
        for (NotificationRule rule : rules) {
            if (tested.add(rule.target())) {
                try {
                    targets.test(rule.target(), event);
                } catch (IOException e) {
                    throw invalidDestination(rule, "The test event was not taken: " + e.getMessage());
                }
            }
        }
    }
}
