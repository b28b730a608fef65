package io.maxiofs.server.event.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.maxiofs.server.event.OwnObjects;
import io.maxiofs.server.s3.operation.caller.Reply;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the configuration to the list, its manifest and its checksum. */
class InventoryScheduleTest {
    private final S3Caller alice = S3Caller.start();
    private final InventorySchedule schedule = new InventorySchedule(
            alice.store(),
            new InventoryReport(alice.store().listing(), new OwnObjects(alice.store()), new Random(3)),
            alice.clock(),
            Duration.ofHours(1));

    @BeforeEach
    void createBuckets() {
        alice.put("/source", "");
        alice.put("/lists", "");
        alice.clock().set(Instant.parse("2026-03-04T05:06:07Z"));
    }

    private void configure(String frequency, String versions, String fields) {
        String document = "<InventoryConfiguration><Id>mine</Id><IsEnabled>true</IsEnabled><Destination>"
                + "<S3BucketDestination><Bucket>arn:aws:s3:::lists</Bucket><Format>CSV</Format><Prefix>inv</Prefix>"
                + "</S3BucketDestination></Destination><Schedule><Frequency>" + frequency + "</Frequency></Schedule>"
                + "<IncludedObjectVersions>" + versions + "</IncludedObjectVersions>" + fields
                + "</InventoryConfiguration>";
        assertThat(alice.put("/source?inventory&id=mine", document).outcome()).isEqualTo("200");
    }

    private List<String> keys() {
        return alice.get("/lists?list-type=2").xml().children("Contents").stream()
                .map(entry -> entry.require("Key"))
                .toList();
    }

    private List<String> list(String manifestKey) throws IOException {
        JsonNode manifest =
                new ObjectMapper().readTree(alice.get("/lists/" + manifestKey).body());
        Reply list = alice.get("/lists/" + manifest.at("/files/0/key").asText());
        assertThat(list.body()).hasSize(manifest.at("/files/0/size").asInt());
        assertThat(String.valueOf(list.header("etag")))
                .contains(manifest.at("/files/0/MD5checksum").asText());
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(list.body()))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    @Test
    void writesEachDayOnce() throws IOException {
        alice.put("/source/a%20key", "12345");
        alice.put("/source/z", "");
        configure(
                "Daily", "Current", "<OptionalFields><Field>Size</Field><Field>StorageClass</Field></OptionalFields>");
        schedule.writeDue();
        schedule.writeDue();
        String manifest = "inv/source/mine/2026-03-04T00-00Z/manifest.json";
        assertThat(keys()).hasSize(3).contains(manifest, manifest.replace(".json", ".checksum"));
        assertThat(list(manifest))
                .containsExactly("\"source\",\"a+key\",\"5\",\"STANDARD\"", "\"source\",\"z\",\"0\",\"STANDARD\"");
        JsonNode document =
                new ObjectMapper().readTree(alice.get("/lists/" + manifest).body());
        assertThat(document.path("fileSchema").asText()).isEqualTo("Bucket, Key, Size, StorageClass");
        assertThat(document.path("version").asText()).isEqualTo("2016-11-30");
        assertThat("\""
                        + alice.get("/lists/" + manifest.replace(".json", ".checksum"))
                                .text() + "\"")
                .isEqualTo(alice.head("/lists/" + manifest).header("etag"));
        alice.clock().advance(Duration.ofDays(1));
        schedule.writeDue();
        assertThat(keys()).hasSize(6);
    }

    @Test
    void listsAllVersionsAndWaitsForSunday() throws IOException {
        alice.versioning("source", "Enabled");
        alice.put("/source/key", "1");
        alice.put("/source/key", "2");
        alice.delete("/source/key");
        configure("Weekly", "All", "");
        schedule.writeDue();
        String manifest = "inv/source/mine/2026-03-01T00-00Z/manifest.json";
        List<String> lines = list(manifest);
        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst()).endsWith("\"true\",\"true\"");
        assertThat(lines.getLast()).endsWith("\"false\",\"false\"");
        alice.clock().advance(Duration.ofDays(3));
        schedule.writeDue();
        assertThat(keys()).hasSize(3);
        alice.clock().advance(Duration.ofDays(1));
        schedule.writeDue();
        assertThat(keys()).hasSize(6);
    }

    @Test
    void writesIntoTheBucketOfAnotherOwnerAsLongAsItsPolicyAllowsIt() {
        S3Caller bob = alice.as(S3Caller.user("bob"));
        alice.delete("/lists");
        bob.put("/lists", "");
        String policy = "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Principal\":"
                + " {\"Service\": \"s3.amazonaws.com\"}, \"Action\": \"s3:PutObject\", \"Resource\":"
                + " \"arn:aws:s3:::lists/inv/*\", \"Condition\": {\"ArnLike\": {\"aws:SourceArn\":"
                + " \"arn:aws:s3:::source\"}}}]}";
        bob.put("/lists?policy", policy);
        alice.put("/source/key", "1");
        configure("Daily", "Current", "");
        schedule.writeDue();
        assertThat(bob.get("/lists?list-type=2").xml().children("Contents")).hasSize(3);
        bob.delete("/lists?policy");
        alice.clock().advance(Duration.ofDays(1));
        schedule.writeDue();
        assertThat(bob.get("/lists?list-type=2").xml().children("Contents")).hasSize(3);
    }

    @Test
    void writesManyPagesAndNothingForNobody() throws IOException {
        schedule.writeDue();
        assertThat(keys()).isEmpty();
        for (int i = 0; i < 1_203; i++) {
            alice.put("/source/" + i, "");
        }
        configure("Daily", "Current", "");
        schedule.writeDue();
        assertThat(list("inv/source/mine/2026-03-04T00-00Z/manifest.json"))
                .hasSize(1_203)
                .doesNotHaveDuplicates();
    }
}
