package io.maxiofs.storage.engine;

import io.maxiofs.storage.codec.StoredBody;
import io.maxiofs.storage.codec.StoredVersion;
import io.maxiofs.storage.codec.VersionCodec;
import io.maxiofs.storage.engine.RepairCommands.Judged;
import io.maxiofs.storage.extent.ExtentRef;
import io.maxiofs.storage.maintenance.BodyRow;
import io.maxiofs.storage.maintenance.BodyRows;
import io.maxiofs.storage.maintenance.RepairTarget;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.Checksum;
import io.maxiofs.storage.model.ChecksumType;
import io.maxiofs.storage.model.ObjectContent;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.VersionSelector;
import io.maxiofs.storage.state.StoreState;
import io.maxiofs.storage.state.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for versions of which the same was recorded as of damaged ones, with one walk over all rows for any number of them.
 * What it finds is only likely to be a good copy: whoever uses one reads it and proves it.
 */
final class GoodCopies {
    private static final Logger LOG = LoggerFactory.getLogger(GoodCopies.class);
    /** Most candidates kept for each damaged version. */
    private static final int MAX_CANDIDATES = 8;

    private final StoreState state;

    GoodCopies(StoreState state) {
        this.state = state;
    }

    /** Candidates by the version that is damaged; none for one that has no content. */
    Map<RepairTarget, List<RepairTarget>> find(Collection<Judged> damaged) {
        Map<Long, List<Judged>> bySize = new HashMap<>();
        Map<RepairTarget, List<RepairTarget>> found = new HashMap<>();
        for (Judged one : damaged) {
            ObjectContent content = one.stored().version().content();
            if (content != null) {
                bySize.computeIfAbsent(content.size(), size -> new ArrayList<>())
                        .add(one);
            }
        }
        if (!bySize.isEmpty()) {
            Map<Long, Bucket> buckets = new HashMap<>();
            state.buckets().list().forEach(bucket -> buckets.put(bucket.id(), bucket));
            new BodyRows(state.durable())
                    .forEach(
                            row -> look(row, bySize.getOrDefault(row.size(), List.of()), buckets, found),
                            finding -> LOG.debug("Passed over: {}", finding));
        }
        return found;
    }

    private static void look(
            BodyRow row,
            List<Judged> sameSize,
            Map<Long, Bucket> buckets,
            Map<RepairTarget, List<RepairTarget>> found) {
        Bucket bucket = buckets.get(row.bucketId());
        ObjectKey key = row.key();
        if (sameSize.isEmpty() || row.table() == Table.PART || key == null || bucket == null) {
            return;
        }
        StoredVersion stored =
                VersionCodec.decode(key, row.entry().bytes(), row.entry().entityOffset());
        ObjectVersion version = stored.version();
        ObjectContent content = version.content();
        if (content == null || VersionCheck.isCustomerKey(stored.body())) {
            return;
        }
        VersionSelector which = version.nullVersion() ? VersionSelector.NULL : new VersionSelector.Exact(version.id());
        RepairTarget candidate = new RepairTarget(bucket.name(), key, which);
        for (Judged one : sameSize) {
            List<RepairTarget> known = found.computeIfAbsent(one.target(), target -> new ArrayList<>());
            if (known.size() < MAX_CANDIDATES
                    && !candidate.equals(one.target())
                    && isSameContent(one.stored().version().requireContent(), content)
                    && !sharesBytes(one.stored().body(), stored.body())) {
                known.add(candidate);
            }
        }
    }

    private static boolean isSameContent(ObjectContent one, ObjectContent other) {
        if (one.etag().equals(other.etag())) {
            return true;
        }
        Checksum checksum = one.checksum();
        return checksum != null
                && checksum.type() == ChecksumType.FULL_OBJECT
                && Objects.equals(checksum, other.checksum());
    }

    /** Whether both refer to an extent: a copy that was made without moving bytes is damaged with its source. */
    private static boolean sharesBytes(StoredBody one, StoredBody other) {
        if (!(one instanceof StoredBody.Extents first) || !(other instanceof StoredBody.Extents second)) {
            return false;
        }
        Set<Long> ids = new HashSet<>();
        first.refs().forEach(ref -> ids.add(ref.extentId()));
        return second.refs().stream().map(ExtentRef::extentId).anyMatch(ids::contains);
    }
}
