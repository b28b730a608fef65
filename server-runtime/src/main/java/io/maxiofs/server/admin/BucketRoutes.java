package io.maxiofs.server.admin;

import io.maxiofs.server.admin.Route.Access;
import io.maxiofs.server.admin.Route.Answer;
import io.maxiofs.server.admin.Route.Call;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.Items;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.admin.api.QuotaDocument;
import io.maxiofs.server.identity.User;
import io.maxiofs.server.identity.UserDirectory;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.api.BucketCatalog.NewBucket;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.BucketSetting;
import io.maxiofs.storage.model.VersioningState;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Buckets as an administrator sees them. */
final class BucketRoutes {
    private static final List<String> DURABILITIES = List.of("safe", "fast", BucketDocuments.SERVERS_DEFAULT);

    private final BucketCatalog buckets;
    private final UserDirectory users;
    private final BucketDocuments documents;
    private final Map<BucketSetting, String> initialSettings;

    /** @param initialSettings what a new bucket starts with, as through S3 */
    BucketRoutes(
            BucketCatalog buckets,
            UserDirectory users,
            BucketDocuments documents,
            Map<BucketSetting, String> initialSettings) {
        this.buckets = buckets;
        this.documents = documents;
        this.users = users;
        this.initialSettings = Map.copyOf(initialSettings);
    }

    List<Route> routes() {
        Access admin = Access.ADMINISTRATOR;
        return List.of(
                new Route("GET", "/api/v1/buckets", admin, this::list),
                new Route("POST", "/api/v1/buckets", admin, this::create),
                new Route("GET", "/api/v1/buckets/{name}", admin, this::get),
                new Route("PATCH", "/api/v1/buckets/{name}", admin, this::change),
                new Route("PUT", "/api/v1/buckets/{name}/quota", admin, this::setQuota),
                new Route("DELETE", "/api/v1/buckets/{name}", admin, this::delete));
    }

    private Answer list(Call call) {
        return Answer.ok(new Items<>(buckets.list().stream().map(this::document).toList()));
    }

    private Answer get(Call call) {
        return Answer.ok(document(buckets.get(name(call.segment("name")))));
    }

    private Answer create(Call call) {
        BucketDocument.New given = call.body(BucketDocument.New.class);
        BucketName name = name(Documents.required(given.name(), "name"));
        User owner = owner(call, given);
        boolean versioned = given.versioning() || given.objectLock();
        Bucket bucket = buckets.create(new NewBucket(
                        name,
                        owner.owner(),
                        owner.tenant(),
                        versioned ? VersioningState.ENABLED : VersioningState.UNVERSIONED,
                        given.objectLock(),
                        initialSettings))
                .join();
        return Answer.created(document(bucket));
    }

    private User owner(Call call, BucketDocument.New given) {
        String named = given.owner();
        if (named != null) {
            return users.byName(named)
                    .orElseThrow(() -> new AdminException(Problem.Code.NOT_FOUND, "There is no user " + named));
        }
        return call.who()
                .user()
                .orElseThrow(() -> new AdminException(
                        Problem.Code.INVALID, "Say who owns the bucket: a local program has no user of its own"));
    }

    private Answer change(Call call) {
        BucketDocument.Change wanted = call.body(BucketDocument.Change.class);
        String durability = Documents.required(wanted.durability(), "durability");
        if (!DURABILITIES.contains(durability)) {
            throw new AdminException(Problem.Code.INVALID, "durability is one of " + DURABILITIES);
        }
        Bucket changed = buckets.update(name(call.segment("name")), bucket -> withDurability(bucket, durability))
                .join();
        return Answer.ok(document(changed));
    }

    private static Bucket withDurability(Bucket bucket, String durability) {
        Map<BucketSetting, String> settings = new EnumMap<>(BucketSetting.class);
        settings.putAll(bucket.settings());
        if (durability.equals(BucketDocuments.SERVERS_DEFAULT)) {
            settings.remove(BucketSetting.DURABILITY);
        } else {
            settings.put(BucketSetting.DURABILITY, durability);
        }
        return new Bucket(
                bucket.id(),
                bucket.name(),
                bucket.owner(),
                bucket.tenant(),
                bucket.created(),
                bucket.versioning(),
                bucket.objectLockEnabled(),
                settings);
    }

    /** Decided together with each write from now on; what is there already stays. */
    private Answer setQuota(Call call) {
        QuotaDocument given = call.body(QuotaDocument.class);
        StringJoiner limits = new StringJoiner(", ", "{", "}");
        addLimit(limits, "bytes", given.bytes());
        addLimit(limits, "objects", given.objects());
        buckets.update(name(call.segment("name")), bucket -> withQuota(bucket, limits.toString()))
                .join();
        return Answer.ok(given);
    }

    private static void addLimit(StringJoiner limits, String name, @Nullable Long value) {
        if (value != null && value < 0) {
            throw new AdminException(Problem.Code.INVALID, "A limit is not negative");
        }
        if (value != null) {
            limits.add("\"" + name + "\": " + value);
        }
    }

    private static Bucket withQuota(Bucket bucket, String document) {
        Map<BucketSetting, String> settings = new EnumMap<>(BucketSetting.class);
        settings.putAll(bucket.settings());
        if (document.equals("{}")) {
            settings.remove(BucketSetting.QUOTA);
        } else {
            settings.put(BucketSetting.QUOTA, document);
        }
        return new Bucket(
                bucket.id(),
                bucket.name(),
                bucket.owner(),
                bucket.tenant(),
                bucket.created(),
                bucket.versioning(),
                bucket.objectLockEnabled(),
                settings);
    }

    private Answer delete(Call call) {
        buckets.delete(name(call.segment("name"))).join();
        return Answer.done();
    }

    private static BucketName name(String text) {
        if (!BucketName.isValid(text)) {
            throw new AdminException(Problem.Code.INVALID, "Not a valid name of a bucket: " + text);
        }
        return new BucketName(text);
    }

    private BucketDocument document(Bucket bucket) {
        return documents.of(bucket);
    }
}
