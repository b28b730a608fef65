package io.maxiofs.server.admin;

import static io.maxiofs.server.admin.SignedInPeople.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.BucketForms;
import io.maxiofs.server.admin.api.BucketSettingDocument;
import io.maxiofs.server.admin.api.ObjectRef;
import io.maxiofs.server.admin.api.QuotaDocument;
import io.maxiofs.server.testing.TestServer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Buckets and their settings over the wire. */
class BucketsApiTest {
    private static TestServer server;
    private static SignedInPeople people;
    private static AdminClient admin;

    @BeforeAll
    static void startServer() {
        server = TestServer.start();
        people = new SignedInPeople(server);
        admin = people.administrator();
    }

    @AfterAll
    static void stopServer() {
        people.close();
        server.close();
    }

    private static BucketDocument.New preset(String name, String preset) {
        return new BucketDocument.New(name, preset, null, false, false, null, null);
    }

    @Test
    void tellsUsageByKind() {
        admin.buckets().create(new BucketDocument.New("usage", null, true, false));
        S3Client s3 = server.s3();
        s3.putObject(b -> b.bucket("usage").key("a"), RequestBody.fromString("12345"));
        s3.putObject(b -> b.bucket("usage").key("a"), RequestBody.fromString("123"));
        s3.putObject(b -> b.bucket("usage").key("b"), RequestBody.fromString("1"));
        s3.deleteObject(b -> b.bucket("usage").key("b"));
        s3.createMultipartUpload(b -> b.bucket("usage").key("c"));

        BucketDocument bucket = admin.buckets().get("usage");

        assertThat(bucket.usage()).isEqualTo(new BucketDocument.Usage(1, 3, 2, 6, 1, 1, 0, 9));
        assertThat(bucket.protection().versioning()).isEqualTo("enabled");
        assertThat(bucket.protection().blocksPublicAccess()).isTrue();
        assertThat(bucket.quota()).isEqualTo(new QuotaDocument(null, null));
        assertThat(admin.buckets().list()).extracting(BucketDocument::usage).contains(bucket.usage());
    }

    @Test
    void tellsWhenItWasLastWrittenAlsoAfterARestart() {
        try (TestServer own = TestServer.start()) {
            Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            own.s3().createBucket(b -> b.bucket("written"));
            own.s3().listObjectsV2(b -> b.bucket("written"));
            try (AdminClient client = own.adminClient()) {
                assertThat(client.buckets().get("written").lastWrite()).isNull();
                own.s3().putObject(b -> b.bucket("written").key("a"), RequestBody.fromString("a"));
                Instant deadline = Instant.now().plusSeconds(30);
                // Noted when the request has ended, which its client may hear of first.
                while (client.buckets().get("written").lastWrite() == null) {
                    assertThat(Instant.now()).isBefore(deadline);
                    Thread.onSpinWait();
                }
            }
            own.restart();
            try (AdminClient client = own.adminClient()) {
                assertThat(client.buckets().get("written").lastWrite()).isBetween(before, Instant.now());
                client.objects().delete("written", new ObjectRef.Deletion(List.of(ObjectRef.current("a")), false));
                assertThat(client.buckets().get("written").lastWrite()).isBetween(before, Instant.now());
            }
        }
    }

    @Test
    void presetsAreWhatTheySay() {
        BucketDocument backup = admin.buckets().create(preset("preset-backup", "backup"));
        assertThat(backup.protection().versioning()).isEqualTo("enabled");
        assertThat(backup.rules().lifecycle()).isEqualTo(1);
        assertThat(server.s3()
                        .getBucketLifecycleConfiguration(b -> b.bucket("preset-backup"))
                        .rules()
                        .getFirst()
                        .abortIncompleteMultipartUpload()
                        .daysAfterInitiation())
                .isEqualTo(7);

        BucketDocument immutable = admin.buckets().create(preset("preset-immutable", "immutable-backup"));
        assertThat(immutable.protection().objectLock()).isTrue();
        assertThat(immutable.protection().defaultRetention())
                .isEqualTo(new BucketDocument.RetentionDefault("GOVERNANCE", 30, null));

        BucketDocument files = admin.buckets().create(preset("preset-files", "shared-files"));
        assertThat(files.rules().lifecycle()).isEqualTo(2);
        assertThat(admin.buckets()
                        .create(preset("preset-plain", "plain"))
                        .protection()
                        .versioning())
                .isEqualTo("unversioned");
        assertThat(codeOf(() -> admin.buckets().create(preset("preset-other", "else"))))
                .isEqualTo("invalid");
    }

    @Test
    void bucketIsMadeWithAllOrNothing() {
        BucketDocument.New impossible = new BucketDocument.New(
                "half", null, null, false, false, new BucketDocument.RetentionDefault("GOVERNANCE", 0, null), null);
        assertThat(codeOf(() -> admin.buckets().create(impossible))).isEqualTo("s3.InvalidArgument");
        assertThat(admin.buckets().list()).extracting(BucketDocument::name).doesNotContain("half");
    }

    @Test
    void bucketOfAnotherBelongsToThem() {
        people.tenant("lab");
        AdminClient tess = people.user("tess", null, "lab");

        BucketDocument bucket = admin.buckets().create(new BucketDocument.New("for-tess", "tess", false, false));

        assertThat(bucket.owner().tenant()).isEqualTo("lab");
        assertThat(tess.buckets().get("for-tess")).isEqualTo(bucket);
        assertThat(codeOf(() -> tess.buckets().create(new BucketDocument.New("not-hers", "admin", false, false))))
                .isEqualTo("forbidden");
    }

    @Test
    void everySettingTakesAndGivesTheDocumentOfS3() {
        admin.buckets().create(new BucketDocument.New("settings", null, true, true));
        Map<String, String> documents = Map.of(
                "cors",
                "<CORSConfiguration><CORSRule><AllowedMethod>GET</AllowedMethod><AllowedOrigin>*</AllowedOrigin>"
                        + "</CORSRule></CORSConfiguration>",
                "lifecycle",
                "<LifecycleConfiguration><Rule><ID>a</ID><Filter/><Status>Enabled</Status><Expiration><Days>3</Days>"
                        + "</Expiration></Rule></LifecycleConfiguration>",
                "encryption",
                "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256"
                        + "</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule>"
                        + "</ServerSideEncryptionConfiguration>",
                "website",
                "<WebsiteConfiguration><IndexDocument><Suffix>index.html</Suffix></IndexDocument>"
                        + "</WebsiteConfiguration>",
                "tags",
                "<Tagging><TagSet><Tag><Key>k</Key><Value>v</Value></Tag></TagSet></Tagging>",
                "policy",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":"
                        + "\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::settings/secret\"}]}",
                "ownership",
                "<OwnershipControls><Rule><ObjectOwnership>BucketOwnerPreferred</ObjectOwnership></Rule>"
                        + "</OwnershipControls>",
                "object-lock",
                "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Mode>"
                        + "GOVERNANCE</Mode><Days>2</Days></DefaultRetention></Rule></ObjectLockConfiguration>",
                "quota",
                "{\"bytes\":1000,\"objects\":10}",
                "request-payment",
                "<RequestPaymentConfiguration><Payer>Requester</Payer></RequestPaymentConfiguration>");
        documents.forEach((setting, document) -> {
            BucketSettingDocument put = admin.buckets().putSetting("settings", setting, document);
            assertThat(put.document()).as(setting).isNotNull();
            assertThat(admin.buckets().setting("settings", setting)).isEqualTo(put);
        });

        assertThat(server.s3()
                        .getBucketTagging(b -> b.bucket("settings"))
                        .tagSet()
                        .getFirst()
                        .value())
                .isEqualTo("v");
        List<BucketSettingDocument> all = admin.buckets().settings("settings");
        assertThat(all).extracting(BucketSettingDocument::setting).isEqualTo(BucketSettingDocument.NAMES);
        BucketDocument bucket = admin.buckets().get("settings");
        assertThat(bucket.rules()).isEqualTo(new BucketDocument.Rules(1, 0, 1, 0, true, true, false));
        assertThat(bucket.quota()).isEqualTo(new QuotaDocument(1000L, 10L));
        assertThat(bucket.protection().encryption()).isEqualTo("AES256");

        for (String setting : BucketSettingDocument.NAMES) {
            if (!List.of("versioning", "acl").contains(setting)) {
                admin.buckets().deleteSetting("settings", setting);
                admin.buckets().deleteSetting("settings", setting);
            }
        }
        assertThat(admin.buckets().get("settings").rules())
                .isEqualTo(new BucketDocument.Rules(0, 0, 0, 0, false, false, false));
        assertThat(admin.buckets().get("settings").protection().defaultRetention())
                .isNull();
        assertThat(admin.buckets().get("settings").protection().objectLock()).isTrue();
        assertThat(codeOf(() -> admin.buckets().deleteSetting("settings", "versioning")))
                .isEqualTo("invalid");
    }

    @Test
    void inventoriesArePutOneByOneAndDeletedTogether() {
        admin.buckets().create(new BucketDocument.New("inventoried", null, false, false));
        for (String id : List.of("one", "two")) {
            admin.buckets()
                    .putSetting(
                            "inventoried",
                            "inventory",
                            "<InventoryConfiguration><Id>" + id + "</Id><IsEnabled>true</IsEnabled><Destination>"
                                    + "<S3BucketDestination><Format>CSV</Format><Bucket>arn:aws:s3:::inventoried"
                                    + "</Bucket></S3BucketDestination></Destination><Schedule><Frequency>Daily"
                                    + "</Frequency></Schedule><IncludedObjectVersions>All</IncludedObjectVersions>"
                                    + "</InventoryConfiguration>");
        }
        assertThat(admin.buckets().get("inventoried").rules().inventories()).isEqualTo(2);
        admin.buckets().deleteSetting("inventoried", "inventory");
        assertThat(admin.buckets().get("inventoried").rules().inventories()).isZero();
    }

    @Test
    void whatS3RefusesIsRefusedWithItsCode() {
        admin.buckets().create(new BucketDocument.New("refusals", null, false, false));
        assertThat(codeOf(() -> admin.buckets().putSetting("refusals", "cors", "<Nonsense/>")))
                .isEqualTo("s3.MalformedXML");
        assertThat(codeOf(() -> admin.buckets().putSetting("refusals", "inventory", "no document")))
                .isEqualTo("s3.MalformedXML");
        assertThat(codeOf(() -> admin.buckets().putSetting("refusals", "policy", "{}")))
                .isEqualTo("s3.MalformedPolicy");
        assertThat(codeOf(() -> admin.buckets().putSetting("refusals", "quota", "{\"bytes\":-1}")))
                .isEqualTo("invalid");
        assertThat(codeOf(() -> admin.buckets().putSetting("refusals", "colour", "blue")))
                .isEqualTo("not-found");
        assertThat(codeOf(() -> admin.buckets().setting("no-such-bucket", "cors")))
                .isEqualTo("not-found");
        assertThat(admin.buckets().setting("refusals", "policy").document()).isNull();
    }

    @Test
    void formsAndDocumentsAreTheSame() {
        admin.buckets().create(new BucketDocument.New("forms", null, true, false));
        BucketForms.Lifecycle lifecycle = new BucketForms.Lifecycle(List.of(
                new BucketForms.LifecycleRule(
                        "all", true, new BucketForms.Filter("", Map.of(), null, null), 30, null, false, 2, null),
                new BucketForms.LifecycleRule(
                        "some",
                        false,
                        new BucketForms.Filter("logs/", Map.of("kind", "old"), 10L, 20L),
                        null,
                        new BucketForms.OlderVersions(3, 5),
                        false,
                        null,
                        null),
                new BucketForms.LifecycleRule(
                        "markers",
                        true,
                        new BucketForms.Filter("x/", Map.of(), null, null),
                        null,
                        null,
                        true,
                        null,
                        null),
                new BucketForms.LifecycleRule(
                        "dated",
                        true,
                        new BucketForms.Filter("y/", Map.of(), null, null),
                        null,
                        null,
                        false,
                        null,
                        "2030-01-01T00:00:00Z")));
        assertThat(admin.buckets().putLifecycle("forms", lifecycle)).isEqualTo(lifecycle);
        assertThat(admin.buckets().lifecycle("forms")).isEqualTo(lifecycle);
        assertThat(admin.buckets()
                        .putLifecycle("forms", new BucketForms.Lifecycle(List.of()))
                        .rules())
                .isEmpty();

        BucketForms.Cors cors = new BucketForms.Cors(List.of(new BucketForms.CorsRule(
                "id", List.of("GET"), List.of("https://*.example.org"), List.of("*"), List.of("ETag"), 60)));
        assertThat(admin.buckets().putCors("forms", cors)).isEqualTo(cors);

        BucketForms.PublicAccessBlock block = new BucketForms.PublicAccessBlock(true, false, true, false);
        assertThat(admin.buckets().putPublicAccessBlock("forms", block)).isEqualTo(block);
        assertThat(admin.buckets().get("forms").protection().blocksPublicAccess())
                .isFalse();
        assertThat(codeOf(() -> admin.buckets()
                        .putNotifications(
                                "forms",
                                new BucketForms.Notifications(List.of(new BucketForms.NotificationRule(
                                        null, "nobody", List.of("s3:ObjectCreated:*"), "", ""))))))
                .isEqualTo("s3.InvalidArgument");
        assertThat(admin.buckets().notifications("forms").rules()).isEmpty();
    }

    @Test
    void changesWhatTheGeneralFormSays() {
        admin.buckets().create(new BucketDocument.New("general", null, false, false));
        admin.buckets().change("general", BucketDocument.Change.ofVersioning("enabled"));
        admin.buckets().change("general", BucketDocument.Change.ofTags(Map.of("a", "b")));
        admin.buckets().change("general", BucketDocument.Change.ofEncryption("AES256", null));
        admin.buckets().change("general", BucketDocument.Change.ofDurability("fast"));
        BucketDocument bucket = admin.buckets()
                .change(
                        "general",
                        BucketDocument.Change.ofDefaultRetention(
                                new BucketDocument.RetentionDefault("COMPLIANCE", null, 1)));
        assertThat(bucket.protection())
                .isEqualTo(new BucketDocument.Protection(
                        "enabled",
                        true,
                        new BucketDocument.RetentionDefault("COMPLIANCE", null, 1),
                        "AES256",
                        "fast",
                        true));
        assertThat(admin.buckets().setting("general", "tags").document()).contains("<Key>a</Key>");
        assertThat(codeOf(() -> admin.buckets().change("general", BucketDocument.Change.ofVersioning("suspended"))))
                .isEqualTo("s3.InvalidBucketState");
        BucketDocument open = admin.buckets().change("general", BucketDocument.Change.ofBlockingPublicAccess(false));
        assertThat(open.protection().blocksPublicAccess()).isFalse();
        assertThat(admin.buckets()
                        .change("general", BucketDocument.Change.ofDefaultRetention(null))
                        .protection()
                        .defaultRetention())
                .isNull();
    }

    @Test
    void plainUserSeesAndChangesOnlyWhatTheirPoliciesAllow() {
        AdminClient ann = people.user("ann");
        AdminClient bob = people.user("bob");
        ann.buckets().create(new BucketDocument.New("of-ann", null, false, false));

        assertThat(ann.buckets().list()).extracting(BucketDocument::name).containsExactly("of-ann");
        assertThat(bob.buckets().list()).isEmpty();
        assertThat(admin.buckets().list()).extracting(BucketDocument::name).contains("of-ann");
        assertThat(codeOf(() -> bob.buckets().get("of-ann"))).isEqualTo("forbidden");
        assertThat(codeOf(() -> bob.buckets().setting("of-ann", "tags"))).isEqualTo("forbidden");
        assertThat(codeOf(() -> bob.buckets().putSetting("of-ann", "cors", "<CORSConfiguration/>")))
                .isEqualTo("forbidden");
        assertThat(codeOf(() -> bob.buckets().settings("of-ann"))).isEqualTo("forbidden");
        assertThat(codeOf(() -> bob.buckets().delete("of-ann"))).isEqualTo("forbidden");
        assertThat(codeOf(() -> ann.buckets().setQuota("of-ann", new QuotaDocument(1L, null))))
                .isEqualTo("forbidden");
        assertThat(codeOf(() -> ann.buckets().putSetting("of-ann", "quota", "{}")))
                .isEqualTo("forbidden");
        assertThat(codeOf(() -> ann.buckets().change("of-ann", BucketDocument.Change.ofDurability("fast"))))
                .isEqualTo("forbidden");

        ann.buckets()
                .putSetting(
                        "of-ann",
                        "policy",
                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
                                + "\"arn:aws:iam:::user/bob\"},\"Action\":[\"s3:ListBucket\",\"s3:GetBucketTagging\"],"
                                + "\"Resource\":\"arn:aws:s3:::of-ann\"}]}");
        assertThat(bob.buckets().get("of-ann").name()).isEqualTo("of-ann");
        assertThat(bob.buckets().settings("of-ann"))
                .extracting(BucketSettingDocument::setting)
                .contains("tags")
                .doesNotContain("policy", "lifecycle");
        ann.buckets().delete("of-ann");
    }

    @Test
    void onlyEmptyBucketIsDeleted() {
        admin.buckets().create(new BucketDocument.New("full", null, false, false));
        server.s3().putObject(b -> b.bucket("full").key("a"), RequestBody.fromString("a"));
        assertThat(codeOf(() -> admin.buckets().delete("full"))).isEqualTo("not-empty");
        server.s3().deleteObject(b -> b.bucket("full").key("a"));
        admin.buckets().delete("full");
        assertThat(codeOf(() -> admin.buckets().get("full"))).isEqualTo("not-found");
    }

    @Test
    void localProgramMakesBucketsOfTheFirstAdministrator() {
        BucketDocument bucket = people.local().buckets().create(new BucketDocument.New("by-local", null, false, false));
        assertThat(bucket.owner().name()).isEqualTo("admin");
        assertThat(server.s3().listBuckets().buckets())
                .anyMatch(found -> found.name().equals("by-local"));
    }
}
