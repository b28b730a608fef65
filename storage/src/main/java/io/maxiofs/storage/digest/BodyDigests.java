package io.maxiofs.storage.digest;

import io.maxiofs.storage.model.Checksum;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All values asked of one body, computed together as its bytes pass. Used by one thread at a time. */
public final class BodyDigests {
    private final @Nullable RunningDigest md5;
    private final Map<ChecksumAlgorithm, RunningDigest> checksums = new EnumMap<>(ChecksumAlgorithm.class);

    /** @param algorithms may be empty; SHA-256 for a signature is one of them */
    public BodyDigests(boolean md5, Set<ChecksumAlgorithm> algorithms) {
        this.md5 = md5 ? RunningDigest.md5() : null;
        for (ChecksumAlgorithm algorithm : algorithms) {
            checksums.put(algorithm, RunningDigest.of(algorithm));
        }
    }

    /** Takes the remaining bytes; the buffer's position stays where it is. */
    public void update(ByteBuffer bytes) {
        if (md5 != null) {
            md5.update(bytes);
        }
        for (RunningDigest digest : checksums.values()) {
            digest.update(bytes);
        }
    }

    /** Ends the body; nothing may be added afterwards. */
    public DigestValues finish() {
        Map<ChecksumAlgorithm, Checksum> values = new EnumMap<>(ChecksumAlgorithm.class);
        checksums.forEach((algorithm, digest) -> values.put(algorithm, Checksum.ofWhole(algorithm, digest.finish())));
        return new DigestValues(md5 == null ? null : md5.finish(), values);
    }

    /** The values one by one, so that each can be fed by a thread of its own. */
    Collection<RunningDigest> running() {
        List<RunningDigest> all = new ArrayList<>(checksums.values());
        if (md5 != null) {
            all.addFirst(md5);
        }
        return all;
    }
}
