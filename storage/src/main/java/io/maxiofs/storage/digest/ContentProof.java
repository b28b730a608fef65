package io.maxiofs.storage.digest;

import io.maxiofs.storage.model.Checksum;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import io.maxiofs.storage.model.ChecksumType;
import io.maxiofs.storage.model.ETag;
import io.maxiofs.storage.model.ObjectContent;
import io.maxiofs.storage.model.Part;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compares bytes with all that was recorded of a version when it was uploaded: its MD5, the MD5s of its parts, and the
 * checksum the client chose. Bytes are only proven by a cryptographic value, that is MD5, SHA-1 or SHA-256: a CRC notices
 * what happens by chance, but anybody can make other bytes with the same one. Used by one thread.
 */
public final class ContentProof {
    private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern TAG_OF_PARTS = Pattern.compile("[0-9a-f]{32}-[0-9]{1,5}");

    private final ObjectContent content;
    private final List<Part> split;
    private final @Nullable RunningDigest md5;
    private final @Nullable RunningDigest checksum;
    private final @Nullable PartTags parts;
    private long size;

    private ContentProof(ObjectContent content, List<Part> split) {
        this.content = content;
        this.split = split;
        Checksum recorded = content.checksum();
        this.md5 = isMd5(content) ? RunningDigest.md5() : null;
        this.parts = isTagOfParts(content, split) ? new PartTags() : null;
        this.checksum = recorded != null && recorded.type() == ChecksumType.FULL_OBJECT
                ? RunningDigest.of(recorded.algorithm())
                : null;
    }

    /**
     * @param otherParts how another version of the same content was put together, for one of which that was not kept; empty if
     *     there is none
     * @return empty if nothing was recorded that proves bytes
     */
    public static Optional<ContentProof> of(ObjectContent content, List<Part> otherParts) {
        List<Part> split = content.parts().isEmpty() ? otherParts : content.parts();
        boolean proves = isMd5(content) || isTagOfParts(content, split) || isCryptographic(content.checksum());
        return proves ? Optional.of(new ContentProof(content, split)) : Optional.empty();
    }

    private static boolean isMd5(ObjectContent content) {
        return content.parts().isEmpty() && MD5.matcher(content.etag().value()).matches();
    }

    private static boolean isTagOfParts(ObjectContent content, List<Part> split) {
        String tag = content.etag().value();
        return !split.isEmpty() && TAG_OF_PARTS.matcher(tag).matches() && tag.endsWith("-" + split.size());
    }

    private static boolean isCryptographic(@Nullable Checksum checksum) {
        return checksum != null
                && checksum.type() == ChecksumType.FULL_OBJECT
                && (checksum.algorithm() == ChecksumAlgorithm.SHA1 || checksum.algorithm() == ChecksumAlgorithm.SHA256);
    }

    /** Takes the remaining bytes; the buffer's position stays where it is. */
    public void update(ByteBuffer bytes) {
        size += bytes.remaining();
        if (md5 != null) {
            md5.update(bytes);
        }
        if (checksum != null) {
            checksum.update(bytes);
        }
        if (parts != null) {
            parts.update(bytes.duplicate());
        }
    }

    /** What differs, for people; empty if these are the bytes. No bytes may follow. */
    public Optional<String> difference() {
        if (size != content.size()) {
            return Optional.of("there are " + size + " bytes, not " + content.size());
        }
        if (md5 != null) {
            String found = HexFormat.of().formatHex(md5.finish());
            if (!found.equals(content.etag().value())) {
                return Optional.of("their MD5 is " + found + ", not " + content.etag());
            }
        }
        if (parts != null) {
            ETag found = parts.finish();
            if (!found.equals(content.etag())) {
                return Optional.of("the MD5 of their parts' MD5s is " + found + ", not " + content.etag());
            }
        }
        Checksum recorded = content.checksum();
        if (checksum != null && recorded != null && !Arrays.equals(checksum.finish(), recorded.bytes())) {
            return Optional.of("their " + recorded.algorithm().wireName() + " is another than " + recorded.text());
        }
        return Optional.empty();
    }

    /** The MD5 of each part. */
    private final class PartTags {
        private final List<ETag> tags = new ArrayList<>();
        private RunningDigest running = RunningDigest.md5();
        private long left = split.getFirst().size();

        void update(ByteBuffer bytes) {
            while (bytes.hasRemaining() && tags.size() < split.size()) {
                endParts();
                int count = (int) Math.min(left, bytes.remaining());
                running.update(bytes.slice(bytes.position(), count));
                bytes.position(bytes.position() + count);
                left -= count;
                if (count == 0) {
                    return;
                }
            }
        }

        /** Ends the parts that are complete, but the last. */
        private void endParts() {
            while (left == 0 && tags.size() < split.size() - 1) {
                tags.add(ETag.ofMd5(running.finish()));
                running = RunningDigest.md5();
                left = split.get(tags.size()).size();
            }
        }

        ETag finish() {
            endParts();
            tags.add(ETag.ofMd5(running.finish()));
            return MultipartDigests.entityTag(tags);
        }
    }
}
