package io.maxiofs.server.s3.operation.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.maxiofs.server.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Listings as the AWS SDK asks for them and understands them, from a whole server with its own store. */
class ListingWireTest {
    private static final List<String> KEYS = List.of(
            "a",
            "a b",
            "a/",
            "a/b",
            "a//b",
            "A",
            ".",
            "..",
            "../x",
            "a+b",
            "a%20b",
            "a&b=c",
            "<a>",
            "é",
            "😀",
            "\uffff",
            "k".repeat(1024));

    private static TestServer server;
    private static S3Client s3;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        s3 = server.s3();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void fill(String bucket, List<String> keys) {
        s3.createBucket(request -> request.bucket(bucket));
        for (String key : keys) {
            s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString("12345"));
        }
    }

    private static List<String> sorted(List<String> keys) {
        List<String> sorted = new ArrayList<>(keys);
        sorted.sort((x, y) ->
                Arrays.compareUnsigned(x.getBytes(StandardCharsets.UTF_8), y.getBytes(StandardCharsets.UTF_8)));
        return sorted;
    }

    @Test
    void listObjectsV2TellsNastyKeysPageByPage() {
        fill("v2-nasty", KEYS);
        for (int limit : new int[] {1, 3, 1000}) {
            List<String> listed = s3
                    .listObjectsV2Paginator(request -> request.bucket("v2-nasty")
                            .encodingType(EncodingType.URL)
                            .maxKeys(limit))
                    .contents()
                    .stream()
                    .map(S3Object::key)
                    .toList();
            assertThat(listed).as("pages of %d", limit).isEqualTo(sorted(KEYS));
        }
    }

    @Test
    void listObjectsV2RollsUp() {
        fill("v2-delimiter", List.of("a", "b/1", "b/2", "c/1/x", "d"));
        ListObjectsV2Response page = s3.listObjectsV2(request ->
                request.bucket("v2-delimiter").delimiter("/").maxKeys(3).fetchOwner(true));
        assertThat(page.contents()).extracting(S3Object::key).containsExactly("a");
        assertThat(page.contents().getFirst().owner().id()).isNotEmpty();
        assertThat(page.contents().getFirst().size()).isEqualTo(5);
        assertThat(page.contents().getFirst().eTag()).isEqualTo("\"827ccb0eea8a706c4c34a16891f84e7b\"");
        assertThat(page.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("b/", "c/");
        assertThat(page.keyCount()).isEqualTo(3);
        assertThat(page.isTruncated()).isTrue();
        ListObjectsV2Response rest = s3.listObjectsV2(request -> request.bucket("v2-delimiter")
                .delimiter("/")
                .startAfter("zzz")
                .continuationToken(page.nextContinuationToken()));
        assertThat(rest.contents()).extracting(S3Object::key).containsExactly("d");
        assertThat(rest.commonPrefixes()).isEmpty();
        assertThat(rest.startAfter()).isEqualTo("zzz");
    }

    @Test
    void listObjectsV2TokensLiveThroughARestart() {
        try (TestServer other = TestServer.start()) {
            other.s3().createBucket(request -> request.bucket("kept"));
            for (String key : new String[] {"a", "b", "c"}) {
                other.s3().putObject(request -> request.bucket("kept").key(key), RequestBody.fromString(key));
            }
            String token = other.s3()
                    .listObjectsV2(request -> request.bucket("kept").maxKeys(1))
                    .nextContinuationToken();
            other.restart();
            assertThat(other.s3()
                            .listObjectsV2(request -> request.bucket("kept").continuationToken(token))
                            .contents())
                    .extracting(S3Object::key)
                    .containsExactly("b", "c");
        }
    }

    @Test
    void listObjectsGoesOnWithMarkers() {
        fill("v1-nasty", KEYS);
        List<String> listed = new ArrayList<>();
        String marker = "";
        ListObjectsResponse page;
        do {
            String from = marker;
            page = s3.listObjects(request -> request.bucket("v1-nasty")
                    .encodingType(EncodingType.URL)
                    .maxKeys(4)
                    .marker(from));
            page.contents().forEach(object -> listed.add(object.key()));
            marker = listed.getLast();
        } while (page.isTruncated());
        assertThat(listed).isEqualTo(sorted(KEYS));
    }

    @Test
    void listObjectVersionsPages() {
        fill("versions", List.of("null"));
        s3.putBucketVersioning(request ->
                request.bucket("versions").versioningConfiguration(c -> c.status(BucketVersioningStatus.ENABLED)));
        List<String> expected = new ArrayList<>();
        for (String key : new String[] {"a", "b c"}) {
            List<String> ofKey = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                String body = "v" + i;
                ofKey.addFirst(key + " "
                        + s3.putObject(request -> request.bucket("versions").key(key), RequestBody.fromString(body))
                                .versionId());
            }
            expected.addAll(ofKey);
        }
        expected.add("null null");
        String marker =
                s3.deleteObject(request -> request.bucket("versions").key("a")).versionId();

        for (int limit : new int[] {1, 2, 1000}) {
            var pages = s3.listObjectVersionsPaginator(
                    request -> request.bucket("versions").maxKeys(limit));
            List<String> listed = pages.versions().stream()
                    .map(version -> version.key() + " " + version.versionId())
                    .toList();
            assertThat(listed).as("pages of %d", limit).isEqualTo(expected);
            assertThat(pages.deleteMarkers().stream().map(m -> m.versionId()).toList())
                    .containsExactly(marker);
            assertThat(pages.versions().stream()
                            .filter(ObjectVersion::isLatest)
                            .map(ObjectVersion::key)
                            .toList())
                    .containsExactly("b c", "null");
        }
    }

    @Test
    void listMultipartUploadsPages() {
        s3.createBucket(request -> request.bucket("uploads"));
        List<String> ids = new ArrayList<>();
        for (String key : new String[] {"a", "a", "b b", "c/d"}) {
            CreateMultipartUploadResponse upload = s3.createMultipartUpload(
                    request -> request.bucket("uploads").key(key));
            ids.add(upload.uploadId());
        }
        List<String> listed =
                s3
                        .listMultipartUploadsPaginator(
                                request -> request.bucket("uploads").maxUploads(1))
                        .uploads()
                        .stream()
                        .map(MultipartUpload::uploadId)
                        .toList();
        assertThat(listed).isEqualTo(ids);
        ListMultipartUploadsResponse rolled =
                s3.listMultipartUploads(request -> request.bucket("uploads").delimiter("/"));
        assertThat(rolled.uploads()).extracting(MultipartUpload::key).containsExactly("a", "a", "b b");
        assertThat(rolled.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("c/");
    }

    @Test
    void refusesWhatS3Refuses() {
        s3.createBucket(request -> request.bucket("refusals"));
        assertThat(code(() -> s3.listObjectsV2(request -> request.bucket("none-there"))))
                .isEqualTo("404 NoSuchBucket");
        assertThat(code(() ->
                        s3.listObjectsV2(request -> request.bucket("refusals").continuationToken("made-up"))))
                .isEqualTo("400 InvalidArgument");
        assertThat(code(() ->
                        s3.listObjectsV2(request -> request.bucket("refusals").maxKeys(-1))))
                .isEqualTo("400 InvalidArgument");
        assertThat(code(() -> s3.listObjectVersions(
                        request -> request.bucket("refusals").keyMarker("a").versionIdMarker("nonsense"))))
                .isEqualTo("400 InvalidArgument");
    }

    private static String code(Runnable call) {
        S3Exception refusal = catchThrowableOfType(S3Exception.class, call::run);
        assertThat(refusal).isNotNull();
        return refusal.statusCode() + " " + refusal.awsErrorDetails().errorCode();
    }
}
