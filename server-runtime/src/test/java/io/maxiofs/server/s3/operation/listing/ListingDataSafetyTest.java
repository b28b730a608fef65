package io.maxiofs.server.s3.operation.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.s3.operation.caller.Reply;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Faults of listings that cost others data, each under its name. A backup deletes what a listing does not show. */
class ListingDataSafetyTest {
    private final S3Caller alice = S3Caller.start();

    @BeforeEach
    void createBucket() {
        alice.put("/bucket", "");
    }

    @Test
    void oneKeyLostPerListPage() {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 2500; i++) {
            keys.add(String.format("k%05d", i));
            alice.put("/bucket/" + keys.getLast(), "");
        }
        List<String> listed = new ArrayList<>();
        Reply page = alice.get("/bucket?list-type=2");
        listed.addAll(Rows.keys(page));
        while (Rows.isTruncated(page)) {
            page = alice.get("/bucket?list-type=2&continuation-token=" + Rows.top(page, "NextContinuationToken"));
            listed.addAll(Rows.keys(page));
        }
        assertThat(listed).isEqualTo(keys);
    }

    @Test
    void versionPagingLosesWhenTheMarkedVersionIsDeletedMeanwhile() {
        alice.versioning("bucket", "Enabled");
        List<String> versions = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            versions.addFirst(String.valueOf(alice.put("/bucket/a", "v" + i).header("x-amz-version-id")));
        }
        Reply first = alice.get("/bucket?versions&max-keys=2");
        String marker = String.valueOf(Rows.top(first, "NextVersionIdMarker"));
        alice.delete("/bucket/a?versionId=" + marker);

        Reply rest = alice.get("/bucket?versions&key-marker=a&version-id-marker=" + marker);
        assertThat(Rows.of(rest, "Version", "VersionId")).isEqualTo(versions.subList(2, 5));
    }

    @Test
    void versionPagingLosesWhenTheMarkedNullVersionIsDeletedMeanwhile() {
        alice.versioning("bucket", "Enabled");
        String one = String.valueOf(alice.put("/bucket/a", "1").header("x-amz-version-id"));
        alice.versioning("bucket", "Suspended");
        alice.put("/bucket/a", "null");
        Reply first = alice.get("/bucket?versions&max-keys=1");
        assertThat(Rows.top(first, "NextVersionIdMarker")).isEqualTo("null");
        alice.delete("/bucket/a?versionId=null");

        Reply rest = alice.get("/bucket?versions&key-marker=a&version-id-marker=null");
        assertThat(Rows.of(rest, "Version", "VersionId")).containsExactly(one);
    }

    @Test
    void keysThatAreAddedBehindAPageAreFoundAndThoseBeforeItDoNotRepeatOthers() {
        alice.put("/bucket/b", "");
        alice.put("/bucket/d", "");
        alice.put("/bucket/f", "");
        Reply first = alice.get("/bucket?list-type=2&max-keys=2");
        alice.put("/bucket/a", "");
        alice.put("/bucket/e", "");
        alice.delete("/bucket/d");
        Reply rest = alice.get("/bucket?list-type=2&continuation-token=" + Rows.top(first, "NextContinuationToken"));
        assertThat(Rows.keys(rest)).containsExactly("e", "f");
    }

    @Test
    void deletingAFolderMarkerDeletesWhatIsUnderIt() {
        alice.put("/bucket/a/", "");
        alice.put("/bucket/a/b", "");
        alice.put("/bucket/a", "");
        assertThat(Rows.keys(alice.get("/bucket"))).containsExactly("a", "a/", "a/b");
        alice.delete("/bucket/a/");
        assertThat(Rows.keys(alice.get("/bucket"))).containsExactly("a", "a/b");
        assertThat(Rows.prefixes(alice.get("/bucket?delimiter=/"))).containsExactly("a/");
    }
}
