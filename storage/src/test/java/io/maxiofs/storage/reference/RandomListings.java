package io.maxiofs.storage.reference;

import io.maxiofs.storage.api.MultipartStore.UploadRef;
import io.maxiofs.storage.api.ObjectListing.Query;
import io.maxiofs.storage.model.ObjectVersion;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The listings of a random workload. */
final class RandomListings {
    private static final String[] PREFIXES = {"", "", "a", "a/", "a/b", "k", "é", "zz", "😀"};
    private static final @Nullable String[] DELIMITERS = {null, null, "/", "b", "/b", "//", "\u0000"};
    private static final int[] LIMITS = {0, 1, 1, 2, 3, 5, 1000, 5000};

    private final RandomWorkload workload;
    private final Random random;

    RandomListings(RandomWorkload workload, Random random) {
        this.workload = workload;
        this.random = random;
    }

    WorkloadStep next() {
        Query query = new Query(
                workload.bucket(),
                PREFIXES[random.nextInt(PREFIXES.length)],
                DELIMITERS[random.nextInt(DELIMITERS.length)],
                LIMITS[random.nextInt(LIMITS.length)]);
        String marker = random.nextInt(3) == 0 ? null : workload.key().value();
        return switch (random.nextInt(3)) {
            case 0 ->
                workload.step(
                        "list " + query + " after " + marker,
                        side -> side.tell(side.store().listing().listObjects(query, marker)));
            case 1 -> versions(query, marker);
            default -> uploads(query, marker);
        };
    }

    private WorkloadStep versions(Query query, @Nullable String marker) {
        String name = workload.versionName();
        boolean within = random.nextBoolean();
        return workload.step("list versions " + query + " after " + marker + " " + (within ? name : ""), side -> {
            ObjectVersion version = side.version(name);
            if (!within || version == null) {
                return side.tell(side.store().listing().listVersions(query, marker, null));
            }
            // The null version may be gone, and then its marker says nothing of its place.
            boolean fits = !version.nullVersion();
            return side.tell(side.store()
                    .listing()
                    .listVersions(query, version.key().value(), fits ? version.versionText() : null));
        });
    }

    private WorkloadStep uploads(Query query, @Nullable String marker) {
        String name = "u" + Math.max(1, workload.number() - random.nextInt(40));
        return workload.step("list uploads " + query + " after " + marker + " or " + name, side -> {
            UploadRef after = side.upload(name).orElse(null);
            return side.tellUploads(
                    after == null
                            ? side.store().listing().listUploads(query, marker, null)
                            : side.store()
                                    .listing()
                                    .listUploads(
                                            query,
                                            after.key().value(),
                                            after.id().text()));
        });
    }
}
