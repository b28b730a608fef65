package io.maxiofs.server.admin;

import io.maxiofs.server.admin.api.TraceEntry;
import io.maxiofs.server.identity.IdentityService;
import io.maxiofs.server.identity.User;
import io.maxiofs.server.observe.trace.RequestTrace.Traced;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.model.BucketName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out whose a request was. Answers from memory. */
final class KeyOwners {
    private final IdentityService identities;
    private final BucketCatalog buckets;

    KeyOwners(IdentityService identities, BucketCatalog buckets) {
        this.identities = identities;
        this.buckets = buckets;
    }

    Optional<User> ofKey(@Nullable String accessKey) {
        return accessKey == null
                ? Optional.empty()
                : identities.key(accessKey).flatMap(key -> identities.byName(key.userName()));
    }

    /** The tenant of whoever asked; for strangers that of the bucket; null if neither is known. */
    @Nullable String tenant(Traced traced) {
        String known = traced.tenant();
        if (known != null) {
            return known;
        }
        Optional<User> owner = ofKey(traced.entry().sender().accessKey());
        return owner.isPresent()
                ? owner.get().tenant()
                : ofBucket(traced.entry().asked().bucket());
    }

    /** Null if there is no such bucket. */
    @Nullable String ofBucket(@Nullable String name) {
        if (name == null || !BucketName.isValid(name)) {
            return null;
        }
        return buckets.find(new BucketName(name)).map(bucket -> bucket.tenant()).orElse(null);
    }

    /** The same with the user of a key that was refused. */
    TraceEntry named(TraceEntry entry) {
        TraceEntry.Sender sender = entry.sender();
        if (sender.user() != null || sender.accessKey() == null) {
            return entry;
        }
        return ofKey(sender.accessKey())
                .map(user -> new TraceEntry(
                        entry.id(),
                        entry.time(),
                        entry.asked(),
                        entry.result(),
                        entry.timing(),
                        new TraceEntry.Sender(
                                sender.address(),
                                sender.userAgent(),
                                sender.client(),
                                sender.accessKey(),
                                user.name(),
                                sender.tls(),
                                sender.http())))
                .orElse(entry);
    }
}
