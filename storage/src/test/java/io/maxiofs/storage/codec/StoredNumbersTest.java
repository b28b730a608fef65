package io.maxiofs.storage.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.storage.model.BucketSetting;
import io.maxiofs.storage.model.ChangeAspect;
import io.maxiofs.storage.model.ChangeOrigin;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import io.maxiofs.storage.model.ChecksumType;
import io.maxiofs.storage.model.Encryption;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ReplicationStatus;
import io.maxiofs.storage.model.Retention;
import io.maxiofs.storage.model.UploadId;
import io.maxiofs.storage.model.VersionId;
import io.maxiofs.storage.model.VersioningState;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers and bytes that stand on disks already: what fails here would misread them. */
class StoredNumbersTest {
    private static final ObjectKey KEY = ObjectKey.of("a/é");
    private static final UploadId UPLOAD = new UploadId(new VersionId(77, 5), 0x1122334455667788L);

    @Test
    void constantsKeepTheirNumbers() {
        assertThat(names(ChecksumAlgorithm.values())).isEqualTo("CRC32 CRC32C CRC64NVME SHA1 SHA256");
        assertThat(names(ChecksumType.values())).isEqualTo("FULL_OBJECT COMPOSITE");
        assertThat(names(Encryption.Mode.values())).isEqualTo("NONE S3 KMS KMS_DSSE CUSTOMER");
        assertThat(names(ReplicationStatus.values())).isEqualTo("NONE PENDING COMPLETED FAILED REPLICA");
        assertThat(names(Retention.Mode.values())).isEqualTo("GOVERNANCE COMPLIANCE");
        assertThat(names(VersioningState.values())).isEqualTo("UNVERSIONED ENABLED SUSPENDED");
        assertThat(names(ChangeRecord.Kind.values()))
                .startsWith("RELOCATION INTERNAL BUCKET_CREATED BUCKET_CHANGED BUCKET_DELETED OBJECT_PUT OBJECT_COPIED"
                        + " OBJECT_COMPLETED OBJECT_CHANGED OBJECT_DELETED DELETE_MARKER_CREATED UPLOAD_CREATED"
                        + " PART_PUT UPLOAD_ABORTED");
    }

    private static String names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).collect(Collectors.joining(" "));
    }

    @Test
    void settingsHaveNumbersOfTheirOwn() {
        assertThat(Arrays.stream(BucketSetting.values()).map(BucketSetting::code))
                .doesNotHaveDuplicates();
        assertThat(BucketSetting.ACL.code()).isEqualTo(1);
        assertThat(BucketSetting.ENCRYPTION_AT_REST.code()).isEqualTo(19);
    }

    static Stream<Arguments> records() {
        Change.Span span = new Change.Span(3, 9);
        byte[] entity = {1, 2, 3};
        return Stream.of(
                Arguments.of(new Change.PutVersion(7, KEY, entity), "0105040704612fc3a903010203"),
                Arguments.of(
                        new Change.RemoveVersion(7, KEY, new VersionId(77, 5), true, span),
                        "0205040704612fc3a9000000000000004d00000005010306"),
                Arguments.of(new Change.PutBucket(7, entity), "0305040703010203"),
                Arguments.of(new Change.RemoveBucket(7, span), "040504070306"),
                Arguments.of(
                        new Change.PutUpload(7, KEY, UPLOAD, entity),
                        "0505040704612fc3a9000000000000004d00000005112233445566778803010203"),
                Arguments.of(
                        new Change.RemoveUpload(7, KEY, UPLOAD, span),
                        "0605040704612fc3a9000000000000004d0000000511223344556677880306"),
                Arguments.of(
                        new Change.PutPart(7, UPLOAD, 12, entity),
                        "07050407000000000000004d0000000511223344556677880c03010203"),
                Arguments.of(new Change.ReserveExtents(200), "080504c801"));
    }

    @ParameterizedTest
    @MethodSource("records")
    void stepsKeepTheirBytes(Change change, String step) {
        ChangeRecord record = new ChangeRecord(
                ChangeRecord.Kind.OBJECT_PUT, Instant.ofEpochMilli(258), List.of(new ChangeRecord.Step(5, 3, change)));
        ByteBuffer bytes = ChangeCodec.encode(record);

        byte[] encoded = new byte[bytes.remaining()];
        bytes.duplicate().get(encoded);
        assertThat(HexFormat.of().formatHex(encoded)).isEqualTo("05" + "0000000000000102" + "01" + step);
        assertThat(ChangeCodec.encode(ChangeCodec.decode(bytes.duplicate()))).isEqualTo(bytes);
    }

    @Test
    void notesKeepTheirBytes() {
        assertThat(names(ChangeOrigin.Cause.values())).startsWith("REQUEST COPY POST LIFECYCLE REPLICATION");
        assertThat(names(ChangeAspect.values())).startsWith("TAGS ACL RETENTION LEGAL_HOLD REPLICATION_STATUS OTHER");
        ChangeOrigin origin = new ChangeOrigin(ChangeOrigin.Cause.POST, "u", "r", "a");
        ChangeNote note = new ChangeNote(origin, Set.of(ChangeAspect.ACL, ChangeAspect.LEGAL_HOLD), "b");
        ChangeRecord record =
                new ChangeRecord(ChangeRecord.Kind.OBJECT_PUT, Instant.ofEpochMilli(258), List.of(), note);
        ByteBuffer bytes = ChangeCodec.encode(record);

        byte[] encoded = new byte[bytes.remaining()];
        bytes.duplicate().get(encoded);
        assertThat(HexFormat.of().formatHex(encoded))
                .isEqualTo("05" + "0000000000000102" + "00" + "0100000102" + "020000020175" + "030000020172"
                        + "040000020161" + "050000010a" + "060000020162");
        assertThat(ChangeCodec.decode(bytes)).isEqualTo(record);
    }

    @Test
    void fieldsOfLaterNotesArePassedOver() {
        ByteBuffer bytes = ByteBuffer.wrap(
                HexFormat.of().parseHex("05" + "0000000000000102" + "00" + "c8000003010203" + "0100000101"));

        assertThat(ChangeCodec.decode(bytes).note().origin().cause()).isEqualTo(ChangeOrigin.Cause.COPY);
    }
}
