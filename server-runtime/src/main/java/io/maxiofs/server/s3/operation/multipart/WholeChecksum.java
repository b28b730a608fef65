package io.maxiofs.server.s3.operation.multipart;

import io.maxiofs.server.s3.header.ChecksumRules;
import io.maxiofs.server.s3.request.RequestHeaders;
import io.maxiofs.server.service.MultipartChecksum;
import io.maxiofs.storage.model.Checksum;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import io.maxiofs.storage.model.ChecksumType;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The checksum of the whole object that a Complete may carry in a header. */
final class WholeChecksum {
    /** A composite says how many parts it was made from; clients leave that out at times. */
    private static final Pattern PART_COUNT = Pattern.compile("(.*)-(\\d{1,5})");

    private WholeChecksum() {}

    /**
     * Reads it.
     *
     * @param partCount parts in the list, for a composite that does not say
     * @return null if the client sent none
     * @throws io.maxiofs.server.s3.error.S3Exception InvalidRequest if it is malformed or not of the upload's kind
     */
    static @Nullable Checksum read(RequestHeaders headers, MultipartChecksum upload, int partCount) {
        ChecksumAlgorithm sent = null;
        String value = null;
        for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
            String header = headers.value(algorithm.headerName());
            if (header != null) {
                sent = algorithm;
                value = header;
            }
        }
        upload.checkWhole(headers.value("x-amz-checksum-type"), sent);
        if (sent == null || value == null) {
            return null;
        }
        if (upload.type() == ChecksumType.FULL_OBJECT) {
            return Checksum.ofWhole(sent, ChecksumRules.decode(sent, value));
        }
        Matcher counted = PART_COUNT.matcher(value);
        boolean says = counted.matches();
        int count = says ? Integer.parseInt(counted.group(2)) : partCount;
        byte[] bytes = ChecksumRules.decode(sent, says ? counted.group(1) : value);
        return new Checksum(sent, ChecksumType.COMPOSITE, bytes, count);
    }
}
