package io.maxiofs.server.s3.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

final class S3RouterTest {
    /** Method, target, headers as name=value, and the operation that AWS says it is. */
    static final List<String> TABLE = List.of(
            "GET /  ListBuckets",
            "GET /?x-id=ListBuckets&max-buckets=5  ListBuckets",
            "GET /?x-id=ListDirectoryBuckets  ListDirectoryBuckets",
            "HEAD /  HeadService",
            "POST /  QueryProtocol",
            "PUT /b  CreateBucket",
            "PUT /b/  CreateBucket",
            "HEAD /b  HeadBucket",
            "DELETE /b  DeleteBucket",
            "POST /b  PostObject",
            "POST /b/?delete  DeleteObjects",
            "POST /b?delete=&x-id=DeleteObjects  DeleteObjects",
            "POST /WriteGetObjectResponse?x-id=WriteGetObjectResponse x-amz-request-route=r WriteGetObjectResponse",
            "GET /b  ListObjects",
            "GET /b?prefix=&delimiter=/&marker=&max-keys=3&encoding-type=url  ListObjects",
            "GET /b?list-type=1  ListObjects",
            "GET /b?list-type=2&prefix=&start-after=&continuation-token=&fetch-owner=  ListObjectsV2",
            "GET /b?versions&key-marker=&version-id-marker=  ListObjectVersions",
            "GET /b?uploads&upload-id-marker=&max-uploads=2  ListMultipartUploads",
            "GET /b?location  GetBucketLocation",
            "GET /b?session  CreateSession",
            "GET /b?acl  GetBucketAcl",
            "PUT /b?acl  PutBucketAcl",
            "GET /b?versioning  GetBucketVersioning",
            "PUT /b?versioning  PutBucketVersioning",
            "GET /b?logging  GetBucketLogging",
            "PUT /b?logging  PutBucketLogging",
            "GET /b?abac  GetBucketAbac",
            "PUT /b?abac  PutBucketAbac",
            "GET /b?object-lock  GetObjectLockConfiguration",
            "PUT /b?object-lock  PutObjectLockConfiguration",
            "GET /b?notification  GetBucketNotificationConfiguration",
            "PUT /b?notification  PutBucketNotificationConfiguration",
            "GET /b?requestPayment  GetBucketRequestPayment",
            "PUT /b?requestPayment  PutBucketRequestPayment",
            "GET /b?accelerate  GetBucketAccelerateConfiguration",
            "PUT /b?accelerate  PutBucketAccelerateConfiguration",
            "GET /b?policy  GetBucketPolicy",
            "PUT /b?policy  PutBucketPolicy",
            "DELETE /b?policy  DeleteBucketPolicy",
            "GET /b?policyStatus  GetBucketPolicyStatus",
            "GET /b?cors  GetBucketCors",
            "PUT /b?cors  PutBucketCors",
            "DELETE /b?cors  DeleteBucketCors",
            "GET /b?lifecycle  GetBucketLifecycleConfiguration",
            "PUT /b?lifecycle  PutBucketLifecycleConfiguration",
            "DELETE /b?lifecycle  DeleteBucketLifecycle",
            "GET /b?tagging  GetBucketTagging",
            "PUT /b?tagging  PutBucketTagging",
            "DELETE /b?tagging  DeleteBucketTagging",
            "GET /b?encryption  GetBucketEncryption",
            "PUT /b?encryption  PutBucketEncryption",
            "DELETE /b?encryption  DeleteBucketEncryption",
            "GET /b?website  GetBucketWebsite",
            "PUT /b?website  PutBucketWebsite",
            "DELETE /b?website  DeleteBucketWebsite",
            "GET /b?replication  GetBucketReplication",
            "PUT /b?replication  PutBucketReplication",
            "DELETE /b?replication  DeleteBucketReplication",
            "GET /b?publicAccessBlock  GetPublicAccessBlock",
            "PUT /b?publicAccessBlock  PutPublicAccessBlock",
            "DELETE /b?publicAccessBlock  DeletePublicAccessBlock",
            "GET /b?ownershipControls  GetBucketOwnershipControls",
            "PUT /b?ownershipControls  PutBucketOwnershipControls",
            "DELETE /b?ownershipControls  DeleteBucketOwnershipControls",
            "GET /b?inventory  ListBucketInventoryConfigurations",
            "GET /b?inventory&continuation-token=t  ListBucketInventoryConfigurations",
            "GET /b?inventory&id=i  GetBucketInventoryConfiguration",
            "PUT /b?inventory&id=i  PutBucketInventoryConfiguration",
            "DELETE /b?inventory&id=i  DeleteBucketInventoryConfiguration",
            "GET /b?analytics  ListBucketAnalyticsConfigurations",
            "GET /b?analytics&id=i  GetBucketAnalyticsConfiguration",
            "PUT /b?analytics&id=i  PutBucketAnalyticsConfiguration",
            "DELETE /b?analytics&id=i  DeleteBucketAnalyticsConfiguration",
            "GET /b?metrics  ListBucketMetricsConfigurations",
            "GET /b?metrics&id=i  GetBucketMetricsConfiguration",
            "PUT /b?metrics&id=i  PutBucketMetricsConfiguration",
            "DELETE /b?metrics&id=i  DeleteBucketMetricsConfiguration",
            "GET /b?intelligent-tiering  ListBucketIntelligentTieringConfigurations",
            "GET /b?intelligent-tiering&id=i  GetBucketIntelligentTieringConfiguration",
            "PUT /b?intelligent-tiering&id=i  PutBucketIntelligentTieringConfiguration",
            "DELETE /b?intelligent-tiering&id=i  DeleteBucketIntelligentTieringConfiguration",
            "GET /b?metadataConfiguration  GetBucketMetadataConfiguration",
            "POST /b?metadataConfiguration  CreateBucketMetadataConfiguration",
            "DELETE /b?metadataConfiguration  DeleteBucketMetadataConfiguration",
            "GET /b?metadataTable  GetBucketMetadataTableConfiguration",
            "POST /b?metadataTable  CreateBucketMetadataTableConfiguration",
            "DELETE /b?metadataTable  DeleteBucketMetadataTableConfiguration",
            "PUT /b?metadataInventoryTable  UpdateBucketMetadataInventoryTableConfiguration",
            "PUT /b?metadataJournalTable  UpdateBucketMetadataJournalTableConfiguration",
            "PUT /b/k  PutObject",
            "PUT /b/k?x-id=PutObject&X-Amz-Signature=s  PutObject",
            "PUT /b/k x-amz-copy-source=/b/other CopyObject",
            "PUT /b/k?partNumber=1&uploadId=u  UploadPart",
            "PUT /b/k?partNumber=1&uploadId=u x-amz-copy-source=/b/other UploadPartCopy",
            "GET /b/k  GetObject",
            "GET /b/k?versionId=v&partNumber=1&response-content-type=t&foreign=1  GetObject",
            "HEAD /b/k?versionId=v&partNumber=1  HeadObject",
            "DELETE /b/k  DeleteObject",
            "DELETE /b/k?versionId=v  DeleteObject",
            "DELETE /b/k?tagging&versionId=v  DeleteObjectTagging",
            "DELETE /b/k?uploadId=u  AbortMultipartUpload",
            "GET /b/k?uploadId=u&max-parts=1&part-number-marker=2&encoding-type=url  ListParts",
            "POST /b/k?uploads  CreateMultipartUpload",
            "POST /b/k?uploadId=u  CompleteMultipartUpload",
            "POST /b/k?restore&versionId=v  RestoreObject",
            "POST /b/k?select&select-type=2  SelectObjectContent",
            "GET /b/k?attributes&versionId=v  GetObjectAttributes",
            "GET /b/k?torrent  GetObjectTorrent",
            "PUT /b/k?renameObject  RenameObject",
            "PUT /b/k?encryption&versionId=v  UpdateObjectEncryption",
            "GET /b/k?acl&versionId=v  GetObjectAcl",
            "PUT /b/k?acl&versionId=v  PutObjectAcl",
            "GET /b/k?tagging  GetObjectTagging",
            "PUT /b/k?tagging  PutObjectTagging",
            "GET /b/k?retention  GetObjectRetention",
            "PUT /b/k?retention&versionId=v  PutObjectRetention",
            "GET /b/k?legal-hold  GetObjectLegalHold",
            "PUT /b/k?legal-hold  PutObjectLegalHold");

    @ParameterizedTest
    @FieldSource("TABLE")
    void routesAsAwsDoes(String row) {
        assertThat(route(row).wireName()).isEqualTo(row.substring(row.lastIndexOf(' ') + 1));
    }

    @Test
    void reachesEveryOperation() {
        Set<S3Operation> reached = EnumSet.noneOf(S3Operation.class);
        TABLE.forEach(row -> reached.add(route(row)));

        assertThat(reached).containsExactlyInAnyOrder(S3Operation.values());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /b/k?unknown",
                "GET /b/k?unknown=",
                "GET /b/k?policy",
                "GET /b/k?policy=x",
                "HEAD /b/k?unknown",
                "PUT /b/k?unknown",
                "PUT /b/k?unknown=1",
                "PUT /b/k?versioning",
                "DELETE /b/k?unknown",
                "DELETE /b/k?unknown=x",
                "DELETE /b/k?policy",
                "POST /b/k?unknown=1&uploads",
                "GET /b?unknown",
                "PUT /b?unknown=1",
                "DELETE /b?unknown=1",
                "DELETE /b?versionId=v",
                "GET /?acl"
            })
    void refusesUnknownSubResources(String row) {
        assertRefused(row, S3ErrorCode.NOT_IMPLEMENTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PUT /",
                "DELETE /",
                "POST /b/k",
                "PUT /b?location",
                "DELETE /b?acl",
                "DELETE /b?versioning",
                "POST /b?policy",
                "DELETE /b/k?acl",
                "DELETE /b/k?retention",
                "HEAD /b/k?acl",
                "HEAD /b?policy",
                "PUT /b/k?torrent",
                "PATCH /b/k"
            })
    void refusesMethodsAKnownSubResourceDoesNotTake(String row) {
        assertRefused(row, S3ErrorCode.METHOD_NOT_ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PUT /b/k?partNumber=1",
                "PUT /b/k?uploadId=u",
                "PUT /b/k?versionId=v",
                "POST /b/k?uploads&versionId=v",
                "PUT /b/k?partNumber=1&uploadId=u&versionId=v",
                "DELETE /b/k?partNumber=1",
                "POST /b/k?uploadId=u&partNumber=1",
                "GET /b?acl&policy",
                "PUT /b/k?acl&tagging",
                "DELETE /b/k?tagging&uploadId=u"
            })
    void refusesParametersThatWouldChangeAnotherThing(String row) {
        assertRefused(row, S3ErrorCode.INVALID_ARGUMENT);
    }

    @Test
    void refusesCopySourceTogetherWithASubResource() {
        assertThat(route("PUT /b/k?acl x-amz-copy-source=/b/o x")).isEqualTo(S3Operation.PUT_OBJECT_ACL);
    }

    @ParameterizedTest
    @CsvSource({"ACL", "Acl", "uploadid=u", "VERSIONING"})
    void takesParameterNamesLiterally(String parameter) {
        assertRefused("PUT /b/k?" + parameter, S3ErrorCode.NOT_IMPLEMENTED);
    }

    @Test
    void hasNoTwoRowsForTheSameRequest() {
        List<String> keys = RouteTable.rows().stream()
                .map(r -> r.method() + " " + r.scope() + " "
                        + r.parameters().stream().sorted().toList() + r.marker() + r.header())
                .toList();
        assertThat(keys).doesNotHaveDuplicates();
    }

    private static void assertRefused(String row, S3ErrorCode code) {
        assertThatThrownBy(() -> route(row + "  x"))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static S3Operation route(String row) {
        List<String> cells = Arrays.asList(row.split(" ", -1));
        String target = cells.get(1);
        int question = target.indexOf('?');
        String[] headers = cells.get(2).isEmpty() ? new String[0] : cells.get(2).split("=", 2);
        String[] all = Stream.concat(Stream.of("Host", "localhost"), Arrays.stream(headers))
                .toArray(String[]::new);
        return new S3RequestParser(new VirtualHosts(Set.of()))
                .parse(new RequestHead(
                        cells.get(0),
                        question < 0 ? target : target.substring(0, question),
                        question < 0 ? "" : target.substring(question + 1),
                        SentHeaders.of(all),
                        InetAddress.getLoopbackAddress(),
                        false))
                .operation();
    }
}
