package io.maxiofs.storage.reference;

import static io.maxiofs.storage.reference.StoreClient.OWNER;
import static io.maxiofs.storage.reference.StoreClient.await;

import io.maxiofs.storage.api.BodySpec;
import io.maxiofs.storage.api.BucketCatalog.NewBucket;
import io.maxiofs.storage.api.DeleteRequest;
import io.maxiofs.storage.api.DeleteResult;
import io.maxiofs.storage.api.PutRequest;
import io.maxiofs.storage.api.StagedBody;
import io.maxiofs.storage.api.StoredObject;
import io.maxiofs.storage.api.WriteCondition;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.BucketSetting;
import io.maxiofs.storage.model.ByteRange;
import io.maxiofs.storage.model.ETag;
import io.maxiofs.storage.model.Encryption;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectProperties;
import io.maxiofs.storage.model.ObjectProtection;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.ReplicationStatus;
import io.maxiofs.storage.model.Retention;
import io.maxiofs.storage.model.Tags;
import io.maxiofs.storage.model.VersionSelector;
import io.maxiofs.storage.model.VersioningState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * Makes up calls of every kind over a few buckets and nasty keys. Two workloads of the same seed make up the same steps.
 * Moves its clock on between steps. Used by one thread.
 */
public final class RandomWorkload {
    static final List<String> KEYS = List.of(
            "a",
            "a/",
            "a/b",
            "a/b/c",
            "a//b",
            "A",
            ".",
            "..",
            "a:b",
            "a\\b",
            "é",
            "😀",
            "\uffff",
            "a\u0000",
            " ",
            "k".repeat(ObjectKey.MAX_BYTES));
    private static final List<BucketName> BUCKETS =
            List.of(new BucketName("one"), new BucketName("two"), new BucketName("three"));

    private final Random random;
    private final SettableClock clock;
    private final RandomUploads uploads;
    private final RandomListings listings;

    /** Names of the versions that steps may have made, by bucket and key. */
    private final Map<String, List<String>> made = new HashMap<>();

    private int number;

    public RandomWorkload(long seed, SettableClock clock) {
        this.random = new Random(seed);
        this.clock = clock;
        this.uploads = new RandomUploads(this, random);
        this.listings = new RandomListings(this, random);
    }

    /** The next step; the first ones make the buckets. */
    public WorkloadStep next() {
        number++;
        clock.advance(Duration.ofMillis(random.nextInt(3000)));
        if (number <= BUCKETS.size()) {
            return createBucket(BUCKETS.get(number - 1));
        }
        int choice = random.nextInt(100);
        if (choice < 6) {
            return bucketStep(choice);
        }
        if (choice < 34) {
            return put();
        }
        if (choice < 40) {
            return copy();
        }
        if (choice < 50) {
            return get();
        }
        if (choice < 62) {
            return delete();
        }
        if (choice < 70) {
            return update();
        }
        return choice < 82 ? listings.next() : uploads.next();
    }

    WorkloadStep step(String description, Function<WorkloadSide, String> action) {
        return new WorkloadStep(number, description, action);
    }

    int number() {
        return number;
    }

    BucketName bucket() {
        return BUCKETS.get(random.nextInt(BUCKETS.size()));
    }

    ObjectKey key() {
        // Half of the steps meet on two keys, so that histories get deep.
        return StoreClient.key(KEYS.get(random.nextBoolean() ? random.nextInt(2) : random.nextInt(KEYS.size())));
    }

    /** The name of a version some step made, perhaps of another key, perhaps of none. */
    String versionName() {
        return "v" + (number - 1 - random.nextInt(Math.min(number, 40)));
    }

    /** The name of a version of this key, or sometimes of another. */
    private String versionName(BucketName bucket, ObjectKey key) {
        List<String> names = made.getOrDefault(bucket + "/" + key, List.of());
        return names.isEmpty() || random.nextInt(6) == 0
                ? versionName()
                : names.get(Math.max(0, names.size() - 1 - random.nextInt(6)));
    }

    /** Notes that this step may make a version of the key. */
    void makes(BucketName bucket, ObjectKey key) {
        made.computeIfAbsent(bucket + "/" + key, _ -> new ArrayList<>()).add("v" + number);
    }

    VersioningState versioning() {
        List<VersioningState> states = List.of(VersioningState.values());
        return states.get(random.nextInt(states.size()));
    }

    byte[] content() {
        int size = switch (random.nextInt(20)) {
            case 0 -> 0;
            case 1, 2 -> 4096 + random.nextInt(3) - 1;
            case 3, 4 -> random.nextInt(70_000);
            case 5 -> 200_000 + random.nextInt(200_000);
            default -> random.nextInt(200);
        };
        byte[] content = new byte[size];
        new Random(random.nextLong()).nextBytes(content);
        return content;
    }

    ObjectProperties properties() {
        return random.nextInt(3) > 0
                ? ObjectProperties.NONE
                : ObjectProperties.NONE.withTags(new Tags(Map.of("step", String.valueOf(number))));
    }

    private ObjectProtection protection() {
        Retention.Mode mode = random.nextBoolean() ? Retention.Mode.GOVERNANCE : Retention.Mode.COMPLIANCE;
        Instant until = clock.instant().plusSeconds(random.nextInt(120));
        return switch (random.nextInt(4)) {
            case 0 -> new ObjectProtection(new Retention(mode, until), false, ReplicationStatus.NONE);
            case 1 -> new ObjectProtection(null, true, ReplicationStatus.NONE);
            default -> ObjectProtection.NONE;
        };
    }

    /** A condition on the entity tag of a named version; it is the same on every side. */
    Function<WorkloadSide, WriteCondition> condition() {
        return switch (random.nextInt(16)) {
            case 0 -> _ -> new WriteCondition(null, true, null, null);
            case 1 -> _ -> new WriteCondition("*", false, null, null);
            case 2 -> {
                String name = versionName();
                yield side -> {
                    ObjectVersion version = side.version(name);
                    return version == null || version.content() == null
                            ? new WriteCondition("none", false, null, null)
                            : new WriteCondition(version.content().etag().value(), false, null, null);
                };
            }
            default -> _ -> WriteCondition.NONE;
        };
    }

    private WorkloadStep createBucket(BucketName bucket) {
        VersioningState versioning = versioning();
        // The first bucket always locks, so that every workload meets locks.
        boolean lock = number == 1 || random.nextInt(3) == 0;
        return step("create " + bucket + " " + versioning + " lock=" + lock, side -> {
            Bucket made =
                    await(side.store().buckets().create(new NewBucket(bucket, OWNER, "", versioning, lock, Map.of())));
            return made.name() + " " + made.versioning() + " " + made.objectLockEnabled();
        });
    }

    private WorkloadStep bucketStep(int choice) {
        BucketName bucket = bucket();
        return switch (choice) {
            case 0 -> createBucket(bucket);
            case 1 ->
                step("delete bucket " + bucket, side -> {
                    await(side.store().buckets().delete(bucket));
                    return "gone";
                });
            case 2 -> {
                VersioningState versioning = versioning();
                yield step(
                        "versioning of " + bucket + " " + versioning,
                        side -> side.client()
                                .setVersioning(bucket, versioning)
                                .versioning()
                                .name());
            }
            case 3 -> quota(bucket);
            default ->
                step(
                        "usage of " + bucket,
                        side -> side.store().buckets().usage(bucket) + " "
                                + side.store().buckets().tenantBytes(""));
        };
    }

    private WorkloadStep quota(BucketName bucket) {
        String quota = "{\"bytes\":" + random.nextInt(2_000_000) + ",\"objects\":" + random.nextInt(40) + "}";
        String document = random.nextBoolean() ? quota : null;
        return step(
                "quota of " + bucket + " " + document,
                side -> side.client()
                        .setSetting(bucket, BucketSetting.QUOTA, document)
                        .settings()
                        .toString());
    }

    private WorkloadStep put() {
        BucketName bucket = bucket();
        ObjectKey key = key();
        byte[] content = content();
        makes(bucket, key);
        Function<WorkloadSide, WriteCondition> condition = condition();
        ObjectProperties properties = properties();
        // Whether a lock may be written where there is no object lock is for the layer above to say.
        ObjectProtection protection = protection();
        int step = number;
        return step("put " + bucket + "/" + key + " " + content.length + " bytes", side -> {
            boolean locks = side.store().buckets().get(bucket).objectLockEnabled();
            return side.made(
                    step,
                    side.client()
                            .put(
                                    bucket,
                                    key,
                                    content,
                                    condition.apply(side),
                                    properties,
                                    locks ? protection : ObjectProtection.NONE));
        });
    }

    private WorkloadStep copy() {
        BucketName from = bucket();
        ObjectKey fromKey = key();
        String version = random.nextBoolean() ? versionName(from, fromKey) : "current";
        BucketName to = bucket();
        ObjectKey toKey = key();
        makes(to, toKey);
        double start = random.nextDouble();
        ObjectProperties properties = properties();
        int step = number;
        return step("copy " + from + "/" + fromKey + " " + version + " to " + to + "/" + toKey, side -> {
            StoredObject source = side.store().find(from, fromKey, side.selector(version));
            long size = source.version().requireContent().size();
            long offset = (long) (size * start);
            ByteRange range = new ByteRange(offset, size - offset);
            StagedBody body = side.store().reference(source, range, BodySpec.ofSize(range.length()));
            ETag etag = ETag.ofMd5(ModelDigests.md5(StoreClient.read(source, range, null)));
            PutRequest request = new PutRequest(
                    new PutRequest.Target(to, toKey, WriteCondition.NONE),
                    OWNER,
                    new PutRequest.Content(etag, null, Encryption.NONE),
                    properties,
                    ObjectProtection.NONE);
            return side.made(step, await(side.store().put(request, body)));
        });
    }

    private WorkloadStep get() {
        BucketName bucket = bucket();
        ObjectKey key = key();
        String version = random.nextBoolean() ? versionName(bucket, key) : "current";
        double start = random.nextDouble();
        double length = random.nextDouble();
        return step("get " + bucket + "/" + key + " " + version, side -> {
            StoredObject found = side.store().find(bucket, key, side.selector(version));
            long size = found.version().requireContent().size();
            long offset = (long) (size * start);
            ByteRange range = new ByteRange(offset, (long) ((size - offset) * length));
            return side.tell(found.version()) + " "
                    + WorkloadSide.tell(StoreClient.read(found, range, null)) + " of "
                    + WorkloadSide.tell(StoreClient.read(found));
        });
    }

    private WorkloadStep delete() {
        BucketName bucket = bucket();
        ObjectKey key = key();
        String version = random.nextBoolean() ? versionName(bucket, key) : "current";
        makes(bucket, key);
        boolean isNull = random.nextInt(8) == 0;
        boolean bypass = random.nextInt(4) == 0;
        Function<WorkloadSide, WriteCondition> condition = condition();
        int step = number;
        return step("delete " + bucket + "/" + key + " " + (isNull ? "null" : version) + " bypass=" + bypass, side -> {
            VersionSelector selector = isNull ? VersionSelector.NULL : side.selector(version);
            WriteCondition asked = condition.apply(side);
            WriteCondition fitting = new WriteCondition(asked.ifMatch(), false, null, null);
            DeleteResult result =
                    side.client().delete(new DeleteRequest(bucket, key, selector, OWNER, fitting, bypass));
            ObjectVersion marker = result.marker();
            return "removed " + side.tell(result.removed()) + (marker == null ? "" : " " + side.made(step, marker));
        });
    }

    private WorkloadStep update() {
        BucketName bucket = bucket();
        ObjectKey key = key();
        String version = random.nextBoolean() ? versionName(bucket, key) : "current";
        int what = random.nextInt(3);
        Tags tags = new Tags(Map.of("update", String.valueOf(number)));
        ObjectProtection protection = protection();
        return step("update " + bucket + "/" + key + " " + version + " kind " + what + " " + protection, side -> {
            ObjectVersion updated = await(side.store().update(bucket, key, side.selector(version), v -> switch (what) {
                case 0 -> v.withProperties(v.properties().withTags(tags));
                case 1 -> v.withProperties(v.properties().withAcl("acl " + tags));
                default -> v.withProtection(protection);
            }));
            return side.tell(updated);
        });
    }
}
