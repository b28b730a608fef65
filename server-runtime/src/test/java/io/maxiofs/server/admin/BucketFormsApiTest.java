package io.maxiofs.server.admin;

import static io.maxiofs.server.admin.SignedInPeople.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.BucketForms;
import io.maxiofs.server.admin.api.BucketFormsClient;
import io.maxiofs.server.admin.api.BucketInventory;
import io.maxiofs.server.admin.api.BucketSettingDocument;
import io.maxiofs.server.admin.api.KmsKeyDocument;
import io.maxiofs.server.admin.api.QuotaDocument;
import io.maxiofs.server.admin.api.WebhookDocument;
import io.maxiofs.server.event.webhook.WebhookReceiver;
import io.maxiofs.server.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.LifecycleRule;

/** Forms of settings: what they say, what they leave alone, and who was faster. */
class BucketFormsApiTest {
    private static TestServer server;
    private static SignedInPeople people;
    private static AdminClient admin;

    @BeforeAll
    static void startServer() {
        server = TestServer.start(Map.of("notification.allow-private-addresses", "true"));
        people = new SignedInPeople(server);
        admin = people.administrator();
    }

    @AfterAll
    static void stopServer() {
        people.close();
        server.close();
    }

    private static String bucket() {
        String name = "b-" + UUID.randomUUID();
        admin.buckets().create(new BucketDocument.New(name, null, false, false));
        return name;
    }

    private static String document(String bucket, String setting) {
        return Objects.requireNonNull(admin.buckets().setting(bucket, setting).document(), setting);
    }

    private static String revision(String bucket, String setting) {
        return admin.buckets().setting(bucket, setting).revision();
    }

    /** Everything of AWS's document that is accepted, in ways that no form writes. */
    private static final String LIFECYCLE = "<LifecycleConfiguration>"
            + "<Rule><ID>old-style</ID><Prefix>logs/</Prefix><Status>Enabled</Status>"
            + "<Expiration><Days>3</Days></Expiration>"
            + "<AbortIncompleteMultipartUpload><DaysAfterInitiation>2</DaysAfterInitiation>"
            + "</AbortIncompleteMultipartUpload></Rule>"
            + "<Rule><ID>one-in-and</ID><Filter><And><Prefix>a/</Prefix><Tag><Key>k</Key><Value>v</Value></Tag><Tag>"
            + "<Key>l</Key><Value>w</Value></Tag><ObjectSizeGreaterThan>10</ObjectSizeGreaterThan>"
            + "<ObjectSizeLessThan>20</ObjectSizeLessThan></And></Filter><Status>Disabled</Status>"
            + "<Expiration><Date>2031-01-01T00:00:00Z</Date></Expiration><NoncurrentVersionExpiration>"
            + "<NoncurrentDays>4</NoncurrentDays><NewerNoncurrentVersions>5</NewerNoncurrentVersions>"
            + "</NoncurrentVersionExpiration></Rule>"
            + "<Rule><ID>not-markers</ID><Filter><Prefix>m/</Prefix></Filter><Status>Enabled</Status>"
            + "<Expiration><ExpiredObjectDeleteMarker>false</ExpiredObjectDeleteMarker></Expiration></Rule>"
            + "<Rule><ID>and-uploads</ID><Filter><Prefix>n/</Prefix></Filter><Status>Enabled</Status>"
            + "<Expiration><ExpiredObjectDeleteMarker>false</ExpiredObjectDeleteMarker></Expiration>"
            + "<AbortIncompleteMultipartUpload><DaysAfterInitiation>9</DaysAfterInitiation>"
            + "</AbortIncompleteMultipartUpload></Rule>"
            + "<Rule><ID>edited</ID><Filter><Prefix>e/</Prefix></Filter><Status>Enabled</Status>"
            + "<Expiration><Days>1</Days></Expiration></Rule>"
            + "</LifecycleConfiguration>";

    private static BucketForms.LifecycleRule withDays(BucketForms.LifecycleRule rule, int days) {
        return new BucketForms.LifecycleRule(
                rule.id(),
                rule.enabled(),
                rule.filter(),
                days,
                rule.olderVersions(),
                rule.removeLoneMarkers(),
                rule.abortUploadsAfterDays(),
                rule.expireAtDate());
    }

    @Test
    void changingOneLifecycleRuleLeavesAllOthersToTheLetter() {
        String bucket = bucket();
        server.s3()
                .putBucketLifecycleConfiguration(b -> b.bucket(bucket)
                        .transitionDefaultMinimumObjectSize("varies_by_storage_class")
                        .lifecycleConfiguration(l -> l.rules(LifecycleRule.builder()
                                .id("x")
                                .status("Enabled")
                                .filter(f -> f.prefix(""))
                                .expiration(e -> e.days(1))
                                .build())));
        admin.buckets().putSetting(bucket, "lifecycle", LIFECYCLE);
        String before = document(bucket, "lifecycle");
        BucketForms.Lifecycle form = admin.buckets().lifecycle(bucket);
        assertThat(form.documentOnly()).containsExactly("not-markers");

        List<BucketForms.LifecycleRule> rules = new ArrayList<>(form.rules());
        rules.set(4, withDays(rules.get(4), 77));
        BucketForms.Lifecycle saved =
                admin.buckets().forms(bucket).put(new BucketForms.Lifecycle(rules), revision(bucket, "lifecycle"));

        assertThat(saved.rules()).isEqualTo(rules);
        assertThat(document(bucket, "lifecycle"))
                .isEqualTo(before.replace("<Days>1</Days>", "<Days>77</Days>"))
                .contains("</ID><Prefix>logs/</Prefix>", "<ExpiredObjectDeleteMarker>false<");
        assertThat(server.s3()
                        .getBucketLifecycleConfiguration(b -> b.bucket(bucket))
                        .transitionDefaultMinimumObjectSizeAsString())
                .isEqualTo("varies_by_storage_class");
    }

    @Test
    void changingARuleKeepsWhatTheFormDoesNotSayOfIt() {
        String bucket = bucket();
        admin.buckets().putSetting(bucket, "lifecycle", LIFECYCLE);
        List<BucketForms.LifecycleRule> rules =
                new ArrayList<>(admin.buckets().lifecycle(bucket).rules());
        rules.set(0, withDays(rules.get(0), 30));
        BucketForms.LifecycleRule uploads = rules.get(3);
        rules.set(
                3,
                new BucketForms.LifecycleRule(
                        uploads.id(),
                        false,
                        uploads.filter(),
                        null,
                        null,
                        false,
                        uploads.abortUploadsAfterDays(),
                        null));
        admin.buckets().putLifecycle(bucket, new BucketForms.Lifecycle(rules));
        assertThat(document(bucket, "lifecycle"))
                .contains("<ID>old-style</ID><Prefix>logs/</Prefix>", "<Days>30</Days>")
                .contains("<Status>Disabled</Status><Expiration><ExpiredObjectDeleteMarker>false<");

        rules.set(2, withDays(rules.get(2), 5));
        assertThat(codeOf(() -> admin.buckets().putLifecycle(bucket, new BucketForms.Lifecycle(rules))))
                .isEqualTo("invalid");
        rules.remove(2);
        assertThat(admin.buckets()
                        .putLifecycle(bucket, new BucketForms.Lifecycle(rules))
                        .documentOnly())
                .isEmpty();
    }

    @Test
    void changingOneNotificationLeavesSortsAndNamesOfOthers() throws Exception {
        try (WebhookReceiver listener = new WebhookReceiver()) {
            String bucket = bucket();
            admin.addWebhook(
                    new WebhookDocument.New("hook-a", listener.url().toString(), "0123456789abcdef0123456789abcdef"));
            admin.addWebhook(
                    new WebhookDocument.New("hook-b", listener.url().toString(), "0123456789abcdef0123456789abcdef"));
            admin.addWebhook(new WebhookDocument.New(
                    "eventbridge", listener.url().toString(), "0123456789abcdef0123456789abcdef"));
            admin.buckets()
                    .putSetting(
                            bucket,
                            "notification",
                            "<NotificationConfiguration>"
                                    + "<TopicConfiguration><Id>topic</Id><Topic>arn:aws:sns:eu-west-1:123:hook-a</Topic>"
                                    + "<Event>s3:ObjectCreated:Put</Event><Event>s3:ObjectCreated:Copy</Event><Filter>"
                                    + "<S3Key><FilterRule><Name>prefix</Name><Value>a/</Value></FilterRule><FilterRule>"
                                    + "<Name>suffix</Name><Value>.jpg</Value></FilterRule></S3Key></Filter>"
                                    + "</TopicConfiguration>"
                                    + "<CloudFunctionConfiguration><Id>lambda</Id><CloudFunction>"
                                    + "arn:aws:lambda:eu-west-1:123:hook-b</CloudFunction>"
                                    + "<Event>s3:ObjectRemoved:*</Event></CloudFunctionConfiguration>"
                                    + "<EventBridgeConfiguration/></NotificationConfiguration>");
            String before = document(bucket, "notification");
            BucketForms.Notifications form = admin.buckets().notifications(bucket);
            assertThat(form.documentOnly()).containsExactly("eventbridge");

            List<BucketForms.NotificationRule> rules = new ArrayList<>(form.rules());
            BucketForms.NotificationRule topic = rules.getFirst();
            rules.set(
                    0,
                    new BucketForms.NotificationRule(
                            topic.id(), topic.webhook(), topic.events(), "z/", topic.suffix()));
            admin.buckets().forms(bucket).put(new BucketForms.Notifications(rules), revision(bucket, "notification"));
            assertThat(document(bucket, "notification")).isEqualTo(before.replace(">a/<", ">z/<"));

            rules.set(0, new BucketForms.NotificationRule(topic.id(), "hook-b", topic.events(), "z/", topic.suffix()));
            admin.buckets().putNotifications(bucket, new BucketForms.Notifications(rules));
            assertThat(document(bucket, "notification"))
                    .contains("<Queue>arn:aws:sqs:::hook-b</Queue>", "<EventBridgeConfiguration", "123:hook-b");
            BucketForms.NotificationRule bridge = rules.getLast();
            rules.set(2, new BucketForms.NotificationRule(bridge.id(), bridge.webhook(), bridge.events(), "q/", ""));
            assertThat(codeOf(() -> admin.buckets().putNotifications(bucket, new BucketForms.Notifications(rules))))
                    .isEqualTo("invalid");
        }
    }

    @Test
    void whoWasSlowerOverwritesNothing() {
        String bucket = bucket();
        BucketFormsClient forms = admin.buckets().forms(bucket);
        for (String setting : BucketSettingDocument.NAMES) {
            assertThat(revision(bucket, setting)).as(setting).isNotEmpty().isEqualTo(revision(bucket, setting));
        }
        String seen = revision(bucket, "cors");
        BucketForms.Cors mine = cors("https://mine.example.org");
        assertThat(forms.put(cors("https://first.example.org"), seen)).isEqualTo(cors("https://first.example.org"));
        assertThat(codeOf(() -> forms.put(mine, seen))).isEqualTo("changed");
        assertThat(codeOf(() -> forms.put(new BucketForms.Cors(List.of()), seen)))
                .isEqualTo("changed");
        assertThat(codeOf(() -> forms.deleteDocument("cors", seen))).isEqualTo("changed");
        String raw = document(bucket, "cors").replace("first", "raw");
        assertThat(codeOf(() -> forms.putDocument("cors", raw, seen))).isEqualTo("changed");
        assertThat(document(bucket, "cors")).contains("first");
        assertThat(forms.putDocument("cors", raw, revision(bucket, "cors")).document())
                .contains("raw");
        forms.deleteDocument("cors", revision(bucket, "cors"));
        assertThat(revision(bucket, "cors")).isEqualTo(seen);

        String block = revision(bucket, "public-access-block");
        BucketForms.PublicAccessBlock open = new BucketForms.PublicAccessBlock(false, false, false, false);
        assertThat(forms.put(open, block)).isEqualTo(open);
        assertThat(codeOf(() -> forms.put(open, block))).isEqualTo("changed");
        String quota = revision(bucket, "quota");
        admin.buckets().setQuota(bucket, new QuotaDocument(5L, null));
        assertThat(codeOf(() -> forms.putDocument("quota", "{}", quota))).isEqualTo("changed");
        assertThat(codeOf(() -> forms.deleteDocument("quota", quota))).isEqualTo("changed");
        String versioning = revision(bucket, "versioning");
        admin.buckets().change(bucket, BucketDocument.Change.ofVersioning("enabled"));
        assertThat(codeOf(() -> forms.putDocument(
                        "versioning",
                        "<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>",
                        versioning)))
                .isEqualTo("changed");
        String lock = revision(bucket, "object-lock");
        admin.buckets()
                .change(
                        bucket,
                        BucketDocument.Change.ofDefaultRetention(
                                new BucketDocument.RetentionDefault("GOVERNANCE", 1, null)));
        assertThat(codeOf(() -> forms.deleteDocument("object-lock", lock))).isEqualTo("changed");
    }

    private static BucketForms.Cors cors(String origin) {
        return new BucketForms.Cors(
                List.of(new BucketForms.CorsRule(null, List.of("GET"), List.of(origin), List.of(), List.of(), null)));
    }

    @Test
    void websitesHaveAFormThatSaysAllOfThem() {
        String bucket = bucket();
        BucketFormsClient forms = admin.buckets().forms(bucket);
        BucketForms.Website none = new BucketForms.Website(null, null, null, List.of());
        assertThat(forms.website()).isEqualTo(none);
        BucketForms.Website served = new BucketForms.Website(
                "index.html",
                "oops.html",
                null,
                List.of(
                        new BucketForms.RoutingRule("old/", null, "https", "example.org", "new/", null, 302),
                        new BucketForms.RoutingRule(null, 404, null, null, null, "missing.html", null)));
        assertThat(forms.put(served, revision(bucket, "website"))).isEqualTo(served);
        assertThat(forms.website()).isEqualTo(served);
        assertThat(document(bucket, "website")).contains("<ReplaceKeyWith>missing.html<");
        BucketForms.Website elsewhere =
                new BucketForms.Website(null, null, new BucketForms.RedirectAll("example.com", "https"), List.of());
        assertThat(forms.put(elsewhere, null)).isEqualTo(elsewhere);
        assertThat(codeOf(() -> forms.put(new BucketForms.Website("a/b", null, null, List.of()), null)))
                .isEqualTo("s3.InvalidArgument");
        assertThat(forms.put(none, null)).isEqualTo(none);
        assertThat(admin.buckets().get(bucket).rules().website()).isFalse();
    }

    @Test
    void accessLogsHaveAFormThatLeavesTheGrants() {
        String bucket = bucket();
        String logs = bucket();
        BucketFormsClient forms = admin.buckets().forms(bucket);
        assertThat(forms.logging()).isEqualTo(new BucketForms.Logging(null, "", "usual", 0));
        for (String format : List.of("usual", "simple", "partitioned-by-delivery", "partitioned-by-event")) {
            BucketForms.Logging logging = new BucketForms.Logging(logs, "log/", format, 0);
            assertThat(forms.put(logging, revision(bucket, "logging"))).isEqualTo(logging);
        }
        admin.buckets().putOwnership(logs, "ObjectWriter");
        String owner = admin.buckets().get(bucket).owner().canonicalId();
        admin.buckets()
                .putSetting(
                        bucket,
                        "logging",
                        "<BucketLoggingStatus><LoggingEnabled><TargetBucket>" + logs + "</TargetBucket><TargetPrefix>p"
                                + "</TargetPrefix><TargetGrants><Grant><Grantee"
                                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                                + " xsi:type=\"CanonicalUser\"><ID>" + owner + "</ID></Grantee><Permission>READ"
                                + "</Permission></Grant></TargetGrants></LoggingEnabled></BucketLoggingStatus>");
        assertThat(forms.logging()).isEqualTo(new BucketForms.Logging(logs, "p", "usual", 1));
        assertThat(forms.put(new BucketForms.Logging(logs, "q", "simple", 0), null)
                        .grants())
                .isEqualTo(1);
        assertThat(document(bucket, "logging")).contains(owner, "<TargetPrefix>q<");
        assertThat(codeOf(() -> forms.put(new BucketForms.Logging("no-such-bucket", "", "usual", 0), null)))
                .isEqualTo("s3.InvalidTargetBucketForLogging");
        assertThat(codeOf(() -> forms.put(new BucketForms.Logging(logs, "", "daily", 0), null)))
                .isEqualTo("invalid");
        assertThat(forms.put(new BucketForms.Logging(null, "", "usual", 0), null)
                        .target())
                .isNull();
        assertThat(admin.buckets().get(bucket).rules().logging()).isFalse();
    }

    @Test
    void whoPaysAndHowItIsEncryptedHaveForms() {
        String bucket = bucket();
        BucketFormsClient forms = admin.buckets().forms(bucket);
        BucketForms.RequestPayment pays = new BucketForms.RequestPayment(true);
        assertThat(forms.requestPayment()).isEqualTo(new BucketForms.RequestPayment(false));
        assertThat(forms.put(pays, revision(bucket, "request-payment"))).isEqualTo(pays);
        assertThat(server.s3().getBucketRequestPayment(b -> b.bucket(bucket)).payerAsString())
                .isEqualTo("Requester");
        forms.put(new BucketForms.RequestPayment(false), null);
        assertThat(forms.requestPayment().requesterPays()).isFalse();

        BucketForms.Encryption none = new BucketForms.Encryption("none", null, false);
        assertThat(forms.encryption()).isEqualTo(none);
        admin.createKmsKey(new KmsKeyDocument.New("the-key"));
        admin.buckets()
                .putSetting(
                        bucket,
                        "encryption",
                        "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>"
                                + "AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault><BlockedEncryptionTypes>"
                                + "<EncryptionType>SSE-C</EncryptionType></BlockedEncryptionTypes></Rule>"
                                + "</ServerSideEncryptionConfiguration>");
        BucketForms.Encryption named = new BucketForms.Encryption("aws:kms", "the-key", true);
        assertThat(forms.put(named, revision(bucket, "encryption"))).isEqualTo(named);
        assertThat(document(bucket, "encryption")).contains("<EncryptionType>SSE-C<", "the-key");
        assertThat(codeOf(() -> forms.put(new BucketForms.Encryption("ROT13", null, false), null)))
                .isEqualTo("invalid");
        assertThat(forms.put(none, null)).isEqualTo(none);
    }

    @Test
    void inventoriesHaveAForm() {
        String bucket = bucket();
        BucketFormsClient forms = admin.buckets().forms(bucket);
        BucketInventory inventory =
                new BucketInventory("all", true, "weekly", true, "a/", bucket, "lists", BucketInventory.FIELDS);
        String seen = revision(bucket, "inventory");
        assertThat(forms.put(inventory, seen)).isEqualTo(inventory);
        assertThat(admin.buckets().inventories(bucket)).containsExactly(inventory);
        assertThat(codeOf(() -> forms.put(inventory, seen))).isEqualTo("changed");
        assertThat(codeOf(() -> forms.deleteInventory("all", seen))).isEqualTo("changed");
        assertThat(codeOf(() ->
                        forms.put(new BucketInventory("x", true, "hourly", true, "", bucket, "", List.of()), null)))
                .isEqualTo("invalid");
        assertThat(codeOf(() -> forms.put(
                        new BucketInventory("x", true, "daily", true, "", bucket, "", List.of("Colour")), null)))
                .isEqualTo("invalid");
        forms.deleteInventory("all", revision(bucket, "inventory"));
        assertThat(admin.buckets().inventories(bucket)).isEmpty();
    }
}
