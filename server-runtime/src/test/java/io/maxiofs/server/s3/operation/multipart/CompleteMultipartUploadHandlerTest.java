package io.maxiofs.server.s3.operation.multipart;

import static io.maxiofs.server.s3.operation.multipart.Uploads.FIVE_MIB;
import static io.maxiofs.server.s3.operation.multipart.Uploads.line;
import static io.maxiofs.server.s3.operation.multipart.Uploads.list;
import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.s3.operation.caller.Reply;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import io.maxiofs.storage.reference.ModelDigests;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompleteMultipartUploadHandlerTest {
    private static final String PATH = "/bucket/a";
    private static final byte[] FIRST = Uploads.content(FIVE_MIB, 1);
    private static final byte[] LAST = Uploads.content(1000, 2);

    private final S3Caller alice = S3Caller.start();
    private final Uploads uploads = new Uploads(alice);

    @BeforeEach
    void createBucket() {
        alice.put("/bucket", "");
    }

    private static String etagOfBoth() {
        byte[] md5s = Uploads.join(ModelDigests.md5(FIRST), ModelDigests.md5(LAST));
        return '"' + Uploads.hexMd5(md5s) + "-2\"";
    }

    /** Both parts, uploaded; gives the list. */
    private String bothParts(String id) {
        return list(line(1, uploads.part(PATH, id, 1, FIRST)), line(2, uploads.part(PATH, id, 2, LAST)));
    }

    @Test
    void makesTheObject() {
        String id = uploads.begin(PATH);
        Reply reply = uploads.complete(PATH, id, bothParts(id));

        assertThat(reply.outcome()).isEqualTo("200");
        assertThat(reply.xml().name()).isEqualTo("CompleteMultipartUploadResult");
        assertThat(reply.xml().require("Location")).isEqualTo("http://localhost/bucket/a");
        assertThat(reply.xml().require("Bucket")).isEqualTo("bucket");
        assertThat(reply.xml().require("Key")).isEqualTo("a");
        assertThat(reply.xml().require("ETag")).isEqualTo(etagOfBoth());
        assertThat(reply.xml().require("ChecksumType")).isEqualTo("FULL_OBJECT");
        assertThat(reply.xml().require("ChecksumCRC64NVME"))
                .isEqualTo(ModelDigests.checksum(ChecksumAlgorithm.CRC64NVME, Uploads.join(FIRST, LAST))
                        .text());
        Reply get = alice.get(PATH);
        assertThat(get.body()).isEqualTo(Uploads.join(FIRST, LAST));
        assertThat(get.header("ETag")).isEqualTo(etagOfBoth());
        assertThat(alice.get(PATH + "?partNumber=2").body()).isEqualTo(LAST);
        assertThat(alice.head(PATH + "?partNumber=1").header("x-amz-mp-parts-count"))
                .isEqualTo("2");
    }

    @Test
    void aRepeatedCompleteGivesTheSameAnswer() {
        alice.versioning("bucket", "Enabled");
        String id = uploads.begin(PATH);
        String document = bothParts(id);
        Reply first = uploads.complete(PATH, id, document, "If-None-Match", "*");
        Reply second = uploads.complete(PATH, id, document, "If-None-Match", "*");

        assertThat(first.outcome()).isEqualTo("200");
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(alice.get("/bucket?versions").text()).containsOnlyOnce("<Version>");
        assertThat(uploads.complete(PATH, id, list(line(1, "abc", ""))).outcome())
                .isEqualTo("404 NoSuchUpload");
    }

    @Test
    void refusesListsThatDoNotFit() {
        String id = uploads.begin(PATH);
        Reply one = uploads.part(PATH, id, 1, FIRST);
        Reply small = uploads.part(PATH, id, 2, LAST);
        Reply three = uploads.part(PATH, id, 3, LAST);

        assertThat(uploads.complete(PATH, id, list(line(2, small), line(1, one)))
                        .outcome())
                .isEqualTo("400 InvalidPartOrder");
        assertThat(uploads.complete(PATH, id, list(line(1, one), line(1, one))).outcome())
                .isEqualTo("400 InvalidPartOrder");
        Reply tooSmall = uploads.complete(PATH, id, list(line(1, one), line(2, small), line(3, three)));
        assertThat(tooSmall.outcome()).isEqualTo("400 EntityTooSmall");
        assertThat(tooSmall.xml().require("PartNumber")).isEqualTo("2");
        assertThat(uploads.complete(PATH, id, list(line(9999, one))).outcome()).isEqualTo("400 InvalidPart");
        assertThat(uploads.complete(PATH, id, list(line(1, "ffffffffffffffffffffffffffffffff", "")))
                        .outcome())
                .isEqualTo("400 InvalidPart");
        assertThat(uploads.complete(PATH, id, list(line(1, "", ""))).outcome()).isEqualTo("400 InvalidPart");
        assertThat(uploads.complete(PATH, id, list(line(0, one))).outcome()).isEqualTo("400 InvalidArgument");
        assertThat(uploads.complete(PATH, id, list(line(1, one))).outcome())
                .as("the upload outlived all that")
                .isEqualTo("200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<CompleteMultipartUpload/>",
                "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber></Part></CompleteMultipartUpload>",
                "<CompleteMultipartUpload><Part><ETag>x</ETag></Part></CompleteMultipartUpload>",
                "<CompleteMultipartUpload><Part><PartNumber>one</PartNumber><ETag>x</ETag></Part>"
                        + "</CompleteMultipartUpload>",
                "<Complete/>",
                "<CompleteMultipartUpload>",
                "{}"
            })
    void refusesWhatIsNoList(String document) {
        assertThat(uploads.complete(PATH, uploads.begin(PATH), document).outcome())
                .isEqualTo("400 MalformedXML");
    }

    @Test
    void takesTagsWithAndWithoutQuotes() {
        String id = uploads.begin(PATH);
        String etag =
                String.valueOf(uploads.part(PATH, id, 1, LAST).header("ETag")).replace("\"", "");
        assertThat(uploads.complete(PATH, id, list(line(1, etag, ""))).outcome())
                .isEqualTo("200");
    }

    @Test
    void comparesTheAnnouncedSize() {
        String id = uploads.begin(PATH);
        String document = bothParts(id);
        String size = Integer.toString(FIVE_MIB + 1000);
        assertThat(uploads.complete(PATH, id, document, "x-amz-mp-object-size", "5")
                        .outcome())
                .isEqualTo("400 InvalidRequest");
        assertThat(uploads.complete(PATH, id, document, "x-amz-mp-object-size", "many")
                        .outcome())
                .isEqualTo("400 InvalidRequest");
        assertThat(uploads.complete(PATH, id, document, "x-amz-mp-object-size", size)
                        .outcome())
                .isEqualTo("200");
    }

    @Test
    void decidesConditionsWithTheWrite() {
        String live = String.valueOf(alice.put(PATH, "live").header("ETag"));
        String id = uploads.begin(PATH);
        String document = bothParts(id);
        Reply refused = uploads.complete(PATH, id, document, "If-None-Match", "*");
        assertThat(refused.outcome()).isEqualTo("412 PreconditionFailed");
        assertThat(refused.xml().require("Condition")).isEqualTo("If-None-Match");
        assertThat(uploads.complete(PATH, id, document, "If-Match", "\"other\"").outcome())
                .isEqualTo("412 PreconditionFailed");
        assertThat(alice.get(PATH).text()).isEqualTo("live");
        assertThat(uploads.complete(PATH, id, document, "If-Match", live).outcome())
                .isEqualTo("200");

        String other = uploads.begin("/bucket/new");
        Reply part = uploads.part("/bucket/new", other, 1, LAST);
        assertThat(uploads.complete("/bucket/new", other, list(line(1, part)), "If-Match", live)
                        .outcome())
                .isEqualTo("404 NoSuchKey");
    }

    @Test
    void compositeChecksums() {
        String id = uploads.begin(PATH, "x-amz-checksum-algorithm", "SHA256");
        String one = sha(FIRST);
        String two = sha(LAST);
        String tagOne = tag(uploads.part(PATH, id, 1, FIRST, "x-amz-checksum-sha256", one));
        String tagTwo = tag(uploads.part(PATH, id, 2, LAST, "x-amz-checksum-sha256", two));
        byte[] values = Uploads.join(
                ModelDigests.checksum(ChecksumAlgorithm.SHA256, FIRST).bytes(),
                ModelDigests.checksum(ChecksumAlgorithm.SHA256, LAST).bytes());
        String whole = sha(values);
        String right = list(line(1, tagOne, shaElement(one)), line(2, tagTwo, shaElement(two)));

        Reply missing = uploads.complete(PATH, id, list(line(1, tagOne, ""), line(2, tagTwo, "")));
        assertThat(missing.outcome()).isEqualTo("400 InvalidRequest");
        assertThat(missing.xml().require("Message")).contains("created using a sha256 checksum", "missing for part 1");
        String swapped = list(line(1, tagOne, shaElement(two)), line(2, tagTwo, shaElement(one)));
        assertThat(uploads.complete(PATH, id, swapped).outcome()).isEqualTo("400 InvalidPart");
        assertThat(uploads.complete(PATH, id, list(line(1, tagOne, shaElement("bad"))))
                        .outcome())
                .isEqualTo("400 InvalidRequest");
        assertThat(uploads.complete(PATH, id, right, "x-amz-checksum-sha256", "bad")
                        .outcome())
                .isEqualTo("400 InvalidRequest");
        assertThat(uploads.complete(PATH, id, right, "x-amz-checksum-sha256", one)
                        .outcome())
                .isEqualTo("400 BadDigest");
        assertThat(uploads.complete(PATH, id, right, "x-amz-checksum-sha256", whole + "-3")
                        .outcome())
                .isEqualTo("400 BadDigest");
        assertThat(uploads.complete(PATH, id, right, "x-amz-checksum-type", "FULL_OBJECT")
                        .outcome())
                .isEqualTo("400 InvalidRequest");

        Reply reply = uploads.complete(PATH, id, right, "x-amz-checksum-sha256", whole + "-2");
        assertThat(reply.xml().require("ChecksumSHA256")).isEqualTo(whole + "-2");
        assertThat(reply.xml().require("ChecksumType")).isEqualTo("COMPOSITE");
        assertThat(alice.head(PATH, "x-amz-checksum-mode", "ENABLED").header("x-amz-checksum-sha256"))
                .isEqualTo(whole + "-2");
    }

    private static String tag(Reply reply) {
        assertThat(reply.outcome()).isEqualTo("200");
        return String.valueOf(reply.header("ETag"));
    }

    private static String sha(byte[] content) {
        return ModelDigests.checksum(ChecksumAlgorithm.SHA256, content).text();
    }

    private static String shaElement(String value) {
        return "<ChecksumSHA256>" + value + "</ChecksumSHA256>";
    }

    @Test
    void checksumsOfTheWhole() {
        String id = uploads.begin(PATH, "x-amz-checksum-algorithm", "CRC32", "x-amz-checksum-type", "FULL_OBJECT");
        String document = bothParts(id);
        String whole = ModelDigests.checksum(ChecksumAlgorithm.CRC32, Uploads.join(FIRST, LAST))
                .text();
        assertThat(uploads.complete(PATH, id, document, "x-amz-checksum-crc32", "AAAAAA==")
                        .outcome())
                .isEqualTo("400 BadDigest");
        assertThat(uploads.complete(PATH, id, document, "x-amz-checksum-crc32c", "AAAAAA==")
                        .outcome())
                .isEqualTo("400 InvalidRequest");
        Reply reply = uploads.complete(PATH, id, document, "x-amz-checksum-crc32", whole);
        assertThat(reply.outcome()).isEqualTo("200");
        assertThat(reply.xml().require("ChecksumCRC32")).isEqualTo(whole);
    }

    /** What SDKs do of themselves: no algorithm for the upload, but CRC32 with every part. */
    @Test
    void keepsTheDefaultChecksumWhateverComesWithTheParts() {
        String id = uploads.begin(PATH);
        String crc = ModelDigests.checksum(ChecksumAlgorithm.CRC32, LAST).text();
        Reply part = uploads.part(PATH, id, 1, LAST, "x-amz-checksum-crc32", crc);
        assertThat(part.header("x-amz-checksum-crc32")).isEqualTo(crc);
        assertThat(uploads.part(PATH, id, 1, LAST, "x-amz-checksum-crc32", "AAAAAA==")
                        .outcome())
                .isEqualTo("400 BadDigest");
        String document = list(line(1, tag(part), "<ChecksumCRC32>" + crc + "</ChecksumCRC32>"));

        Reply done = uploads.complete(PATH, id, document);

        assertThat(done.xml().require("ChecksumCRC64NVME"))
                .isEqualTo(
                        ModelDigests.checksum(ChecksumAlgorithm.CRC64NVME, LAST).text());
        assertThat(uploads.complete(PATH, id, document).text()).as("again").isEqualTo(done.text());
    }

    @Test
    void tellsTheVersion() {
        alice.versioning("bucket", "Enabled");
        String id = uploads.begin(PATH);
        Reply part = uploads.part(PATH, id, 1, LAST);
        assertThat(uploads.complete(PATH, id, list(line(1, part))).outcome()).isEqualTo("200");
        assertThat(alice.head(PATH).header("x-amz-version-id")).isNotNull();
    }
}
