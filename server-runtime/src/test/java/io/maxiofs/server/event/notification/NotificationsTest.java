package io.maxiofs.server.event.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.maxiofs.server.event.webhook.AddressRules;
import io.maxiofs.server.event.webhook.WebhookReceiver;
import io.maxiofs.server.event.webhook.WebhookReceiver.Received;
import io.maxiofs.server.event.webhook.WebhookSender;
import io.maxiofs.server.event.webhook.WebhookTarget;
import io.maxiofs.server.event.webhook.WebhookTargets;
import io.maxiofs.server.lifecycle.LifecycleDay;
import io.maxiofs.server.lifecycle.LifecyclePlaces;
import io.maxiofs.server.lifecycle.LifecycleWorker;
import io.maxiofs.server.s3.wire.WireServer;
import io.maxiofs.server.service.BucketService;
import io.maxiofs.server.testing.TemporaryDirectory;
import io.maxiofs.storage.file.LocalDisk;
import io.maxiofs.storage.file.PrivateFiles;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.BucketSetting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.Tag;

/** From a request at the S3 port to the document at the webhook. */
class NotificationsTest {
    private static WireServer server;
    private static S3Client alice;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final TemporaryDirectory directory = new TemporaryDirectory();
    private final WebhookReceiver receiver = new WebhookReceiver();
    private final String target = "hook-" + NAMES.incrementAndGet();
    private final String bucket = "told-" + NAMES.get();
    private Notifications notifications = open(5);

    private Notifications open(int maxRefusals) {
        PrivateFiles files = new PrivateFiles(new LocalDisk());
        try {
            return new Notifications(
                            new Notifications.Services(
                                    WebhookTargets.open(files, directory.path().resolve("webhooks.json")),
                                    server.store().changes(),
                                    server.store().buckets(),
                                    new WebhookSender(
                                            true,
                                            Duration.ofSeconds(60),
                                            AddressRules.Resolver.SYSTEM,
                                            (SSLSocketFactory) SSLSocketFactory.getDefault()),
                                    new DeadLetters(files, directory.path().resolve("dead")),
                                    InstantSource.system()),
                            new Notifications.Settings(
                                    "eu-test-1",
                                    Duration.ofMillis(5),
                                    Duration.ofMillis(20),
                                    Duration.ofHours(1),
                                    maxRefusals))
                    .start();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void createBucketAndTarget() {
        alice.createBucket(b -> b.bucket(bucket));
        assertThat(notifications.targets().add(new WebhookTarget(target, receiver.url(), "s")))
                .isTrue();
        assertThat(notifications.targets().add(new WebhookTarget(target, receiver.url(), "s")))
                .isFalse();
    }

    @AfterEach
    void stop() {
        notifications.targets().remove(target);
        notifications.close();
        receiver.close();
        directory.close();
    }

    @BeforeAll
    static void start() {
        server = WireServer.start();
        alice = server.alice();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    private void rule(String filter, String... events) {
        StringBuilder document = new StringBuilder("<NotificationConfiguration><QueueConfiguration><Id>mine</Id><Queue>"
                + "arn:aws:sqs:us-east-1:maxiofs:" + target + "</Queue>");
        for (String event : events) {
            document.append("<Event>").append(event).append("</Event>");
        }
        document.append(filter).append("</QueueConfiguration></NotificationConfiguration>");
        List<NotificationRule> rules =
                NotificationDocument.parseStored(document.toString().getBytes(StandardCharsets.UTF_8));
        new BucketService(server.store().buckets())
                .setDocument(
                        new BucketName(bucket),
                        BucketSetting.NOTIFICATION,
                        new String(NotificationDocument.write(rules), StandardCharsets.UTF_8))
                .join();
    }

    private static JsonNode entry(Received event) {
        try {
            JsonNode entries = JSON.readTree(event.body()).path("Records");
            assertThat(entries).hasSize(1);
            return entries.get(0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> names(int count) {
        return receiver.await(count).stream()
                .map(event -> entry(event).path("eventName").asText())
                .toList();
    }

    private void put(String key) {
        alice.putObject(b -> b.bucket(bucket).key(key), RequestBody.fromString("body"));
    }

    @Test
    void tellsAPutAsS3Does() {
        rule("", "s3:ObjectCreated:*");
        put("a key/é");
        JsonNode event = entry(receiver.await(1).getFirst());
        assertThat(event.path("eventVersion").asText()).isEqualTo("2.1");
        assertThat(event.path("eventSource").asText()).isEqualTo("aws:s3");
        assertThat(event.path("awsRegion").asText()).isEqualTo("eu-test-1");
        assertThat(event.path("eventTime").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(event.path("eventName").asText()).isEqualTo("ObjectCreated:Put");
        assertThat(event.at("/userIdentity/principalId").asText()).isEqualTo("alice-id");
        assertThat(event.at("/requestParameters/sourceIPAddress").asText()).isEqualTo("127.0.0.1");
        assertThat(event.at("/responseElements/x-amz-request-id").asText()).isNotEmpty();
        assertThat(event.at("/s3/s3SchemaVersion").asText()).isEqualTo("1.0");
        assertThat(event.at("/s3/configurationId").asText()).isEqualTo("mine");
        assertThat(event.at("/s3/bucket/name").asText()).isEqualTo(bucket);
        assertThat(event.at("/s3/bucket/arn").asText()).isEqualTo("arn:aws:s3:::" + bucket);
        assertThat(event.at("/s3/bucket/ownerIdentity/principalId").asText()).isEqualTo("alice-id");
        assertThat(event.at("/s3/object/key").asText()).isEqualTo("a+key/%C3%A9");
        assertThat(event.at("/s3/object/size").asLong()).isEqualTo(4);
        assertThat(event.at("/s3/object/eTag").asText()).isEqualTo("841a2d689ad86bd1611447453c22c6fc");
        assertThat(event.at("/s3/object").has("versionId")).isFalse();
        assertThat(event.at("/s3/object/sequencer").asText()).matches("[0-9A-F]{16}");
        assertThat(receiver.received().getFirst().signature()).startsWith("sha256=");
    }

    @Test
    void tellsFormsListsAndWhatRulesRemove() {
        alice.putBucketVersioning(
                b -> b.bucket(bucket).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
        alice.putBucketOwnershipControls(b -> b.bucket(bucket)
                .ownershipControls(o -> o.rules(OwnershipControlsRule.builder()
                        .objectOwnership(ObjectOwnership.OBJECT_WRITER)
                        .build())));
        rule("", "s3:ObjectCreated:Post", "s3:ObjectAcl:Put", "s3:LifecycleExpiration:*");
        assertThat(server.http("alice").postForm(bucket, "form", "content").status())
                .isEqualTo(204);
        put("key");
        alice.putObjectAcl(b -> b.bucket(bucket).key("key").acl(ObjectCannedACL.AUTHENTICATED_READ));
        alice.putBucketLifecycleConfiguration(b -> b.bucket(bucket)
                .lifecycleConfiguration(c -> c.rules(LifecycleRule.builder()
                        .status(ExpirationStatus.ENABLED)
                        .filter(f -> f.prefix(""))
                        .expiration(e -> e.days(1))
                        .noncurrentVersionExpiration(e -> e.noncurrentDays(1))
                        .build())));
        for (int days : new int[] {3, 6}) {
            new LifecycleWorker(
                            server.store(),
                            new LifecycleDay(86_400),
                            InstantSource.offset(InstantSource.system(), Duration.ofDays(days)),
                            () -> 1_000_000,
                            LifecyclePlaces.inMemory())
                    .pass();
        }
        assertThat(names(6))
                .startsWith("ObjectCreated:Post", "ObjectAcl:Put")
                .contains("LifecycleExpiration:DeleteMarkerCreated", "LifecycleExpiration:Delete");
    }

    @Test
    void tellsEveryWayAnObjectChanges() {
        alice.putBucketVersioning(
                b -> b.bucket(bucket).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
        rule("", "s3:ObjectCreated:*", "s3:ObjectRemoved:*", "s3:ObjectTagging:*");
        put("key");
        alice.copyObject(b -> b.sourceBucket(bucket)
                .sourceKey("key")
                .destinationBucket(bucket)
                .destinationKey("copy"));
        String upload =
                alice.createMultipartUpload(b -> b.bucket(bucket).key("parts")).uploadId();
        String part = alice.uploadPart(
                        b -> b.bucket(bucket).key("parts").uploadId(upload).partNumber(1),
                        RequestBody.fromString("part"))
                .eTag();
        alice.completeMultipartUpload(b -> b.bucket(bucket)
                .key("parts")
                .uploadId(upload)
                .multipartUpload(m ->
                        m.parts(CompletedPart.builder().partNumber(1).eTag(part).build())));
        alice.putObjectTagging(b -> b.bucket(bucket)
                .key("key")
                .tagging(t -> t.tagSet(Tag.builder().key("k").value("v").build())));
        alice.deleteObjectTagging(b -> b.bucket(bucket).key("key"));
        String marker = alice.deleteObject(b -> b.bucket(bucket).key("key")).versionId();
        alice.deleteObject(b -> b.bucket(bucket).key("key").versionId(marker));
        assertThat(names(7))
                .containsExactly(
                        "ObjectCreated:Put",
                        "ObjectCreated:Copy",
                        "ObjectCreated:CompleteMultipartUpload",
                        "ObjectTagging:Put",
                        "ObjectTagging:Delete",
                        "ObjectRemoved:DeleteMarkerCreated",
                        "ObjectRemoved:Delete");
        assertThat(entry(receiver.received().getLast())
                        .at("/s3/object/versionId")
                        .asText())
                .isEqualTo(marker);
        List<String> sequencers = receiver.received().stream()
                .map(event -> entry(event).at("/s3/object/sequencer").asText())
                .toList();
        assertThat(sequencers).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void tellsOnlyWhatTheRuleWants() {
        rule(
                "<Filter><S3Key><FilterRule><Name>prefix</Name><Value>in/</Value></FilterRule>"
                        + "<FilterRule><Name>suffix</Name><Value>.jpg</Value></FilterRule></S3Key></Filter>",
                "s3:ObjectCreated:Put");
        put("in/a.txt");
        put("out/a.jpg");
        put("in/a.jpg");
        alice.deleteObject(b -> b.bucket(bucket).key("in/a.jpg"));
        put("in/b.jpg");
        receiver.await(2);
        assertThat(receiver.received().stream()
                        .map(event -> entry(event).at("/s3/object/key").asText()))
                .containsExactly("in/a.jpg", "in/b.jpg");
    }

    @Test
    void asksAgainUntilTheTargetTakesItAndKeepsTheOrder() {
        rule("", "s3:ObjectCreated:*");
        AtomicInteger attempts = new AtomicInteger();
        receiver.answer(event -> attempts.incrementAndGet() <= 7 ? 503 : 200);
        put("first");
        put("second");
        receiver.await(2);
        assertThat(receiver.received().stream()
                        .map(event -> entry(event).at("/s3/object/key").asText()))
                .containsExactly("first", "second");
        assertThat(notifications.state(target).orElseThrow().failures()).isEqualTo(7);
    }

    @Test
    void putsAsideWhatTheTargetRefuses() {
        rule("", "s3:ObjectCreated:*");
        receiver.answer(event -> event.body().contains("poison") ? 400 : 200);
        put("poison");
        put("good");
        receiver.await(1);
        assertThat(entry(receiver.received().getFirst()).at("/s3/object/key").asText())
                .isEqualTo("good");
        assertThat(notifications.deadLetters(target)).singleElement().satisfies(letter -> {
            assertThat(letter.document()).contains("poison");
            assertThat(letter.reason()).contains("400");
        });
    }

    @Test
    void goesOnAfterAStopWhereItWas() {
        rule("", "s3:ObjectCreated:*");
        put("before");
        receiver.await(1);
        receiver.answer(event -> 503);
        put("while-refused");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (notifications.state(target).orElseThrow().failures() == 0) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
        notifications.close();
        put("while-stopped");
        receiver.answer(event -> 200);
        notifications = open(5);
        receiver.await(3);
        assertThat(receiver.received().stream()
                        .map(event -> entry(event).at("/s3/object/key").asText())
                        .distinct())
                .containsExactly("before", "while-refused", "while-stopped");
    }

    @Test
    void forgetsATargetThatIsRemoved() {
        assertThat(notifications.targets().remove(target)).isTrue();
        assertThat(server.store().changes().subscribers())
                .noneMatch(subscriber -> subscriber.name().endsWith(target));
        assertThat(notifications.state(target)).isEmpty();
        assertThat(notifications.exists(target)).isFalse();
    }
}
