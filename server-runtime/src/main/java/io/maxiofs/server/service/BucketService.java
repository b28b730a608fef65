package io.maxiofs.server.service;

import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.api.BucketExistsException;
import io.maxiofs.storage.api.InvalidLockChangeException;
import io.maxiofs.storage.api.PreconditionFailedException;
import io.maxiofs.storage.api.QuotaExceededException;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.BucketSetting;
import io.maxiofs.storage.model.DefaultRetention;
import io.maxiofs.storage.model.VersioningState;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What may happen to buckets. Reads answer from memory; futures complete when a change is durable. */
public final class BucketService {
    /** Begins and ends of names that S3 keeps for itself. */
    private static final List<String> RESERVED_PREFIXES = List.of("xn--", "sthree-", "amzn-s3-demo-");

    private static final List<String> RESERVED_SUFFIXES =
            List.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3");

    /** What must hold of a bucket at the moment it is changed; unbound where anything may be replaced. */
    private static final ScopedValue<Predicate<Bucket>> CONDITION = ScopedValue.newInstance();

    private final BucketCatalog catalog;

    public BucketService(BucketCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * What a client chooses for its new bucket. The bucket belongs to the principal who creates it and to their tenant.
     *
     * @param versioning whether it keeps versions, which one with object lock does anyway
     * @param settings documents it starts with
     */
    public record Creation(
            BucketName name, boolean objectLock, boolean versioning, Map<BucketSetting, String> settings) {}

    /**
     * Lets {@code change} change buckets only as long as a condition holds of them, which is looked at together with the
     * change itself: nothing can come between. Changes begun on other threads are not meant.
     *
     * <p>Those that are refused fail with {@link PreconditionFailedException}.
     *
     * @param condition quick, and without effects
     */
    public static void onlyIf(Predicate<Bucket> condition, Runnable change) {
        ScopedValue.where(CONDITION, condition).run(change);
    }

    /** Changes a bucket if the condition of {@link #onlyIf} holds of it, where there is one. */
    private CompletableFuture<Bucket> update(BucketName name, UnaryOperator<Bucket> change) {
        Predicate<Bucket> condition = CONDITION.orElse(bucket -> true);
        return catalog.update(name, bucket -> {
            if (!condition.test(bucket)) {
                throw new PreconditionFailedException("revision");
            }
            return change.apply(bucket);
        });
    }

    /**
     * Creates a bucket, or gives back the principal's own bucket of that name, whose access control list becomes that of the
     * request while everything else stays as it is.
     *
     * <p>Fails with {@link S3Exception} BucketAlreadyExists if somebody else owns one of that name.
     *
     * @throws S3Exception InvalidBucketName for a name that S3 keeps for itself
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html">CreateBucket</a>
     */
    public CompletableFuture<Bucket> create(Creation creation, Principal principal) {
        BucketName name = creation.name();
        refuseReserved(name);
        VersioningState versioning =
                creation.objectLock() || creation.versioning() ? VersioningState.ENABLED : VersioningState.UNVERSIONED;
        return catalog.create(new BucketCatalog.NewBucket(
                        name,
                        principal.owner(),
                        principal.tenant(),
                        versioning,
                        creation.objectLock(),
                        creation.settings()))
                .exceptionally(failure -> ownBucket(failure, principal))
                .thenCompose(bucket -> withList(bucket, creation.settings().get(BucketSetting.ACL)));
    }

    private static Bucket ownBucket(Throwable failure, Principal principal) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof BucketExistsException e) {
            if (owns(principal, e.existing())) {
                return e.existing();
            }
            throw new S3Exception(S3ErrorCode.BUCKET_ALREADY_EXISTS);
        }
        if (cause instanceof QuotaExceededException) {
            throw new S3Exception(S3ErrorCode.TOO_MANY_BUCKETS);
        }
        throw new CompletionException(cause);
    }

    private CompletableFuture<Bucket> withList(Bucket bucket, @Nullable String list) {
        return Objects.equals(bucket.settings().get(BucketSetting.ACL), list)
                ? CompletableFuture.completedFuture(bucket)
                : setDocument(bucket.name(), BucketSetting.ACL, list);
    }

    private static void refuseReserved(BucketName name) {
        for (String prefix : RESERVED_PREFIXES) {
            if (name.value().startsWith(prefix)) {
                throw invalidName(name);
            }
        }
        for (String suffix : RESERVED_SUFFIXES) {
            if (name.value().endsWith(suffix)) {
                throw invalidName(name);
            }
        }
    }

    private static S3Exception invalidName(BucketName name) {
        return new S3Exception(S3ErrorCode.INVALID_BUCKET_NAME).with("BucketName", name.value());
    }

    private static boolean owns(Principal principal, Bucket bucket) {
        return !principal.isAnonymous()
                && bucket.owner().canonicalId().equals(principal.owner().canonicalId());
    }

    /**
     * Turns versioning on or suspends it.
     *
     * <p>Fails with {@link S3Exception} InvalidBucketState if object lock forbids it.
     */
    public CompletableFuture<Bucket> setVersioning(BucketName name, VersioningState versioning) {
        if (versioning != VersioningState.ENABLED && catalog.get(name).objectLockEnabled()) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_BUCKET_STATE,
                    "An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.");
        }
        return update(name, bucket -> {
            if (versioning != VersioningState.ENABLED && bucket.objectLockEnabled()) {
                throw new InvalidLockChangeException("Object lock was turned on meanwhile");
            }
            return bucket.withVersioning(versioning);
        });
    }

    /**
     * Turns object lock on, if it is not, and sets the retention objects get by default.
     *
     * @param retention null for none
     * @throws S3Exception InvalidBucketState if the bucket has no versioning
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectLockConfiguration.html">
     *     PutObjectLockConfiguration</a>
     */
    public CompletableFuture<Bucket> setObjectLock(BucketName name, @Nullable DefaultRetention retention) {
        if (catalog.get(name).versioning() != VersioningState.ENABLED) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_BUCKET_STATE,
                    "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration");
        }
        return update(
                name,
                bucket -> bucket.withObjectLock()
                        .withSetting(BucketSetting.OBJECT_LOCK, retention == null ? null : retention.text()));
    }

    /**
     * Replaces or removes one of the documents a bucket carries.
     *
     * @param document null to remove it
     */
    public CompletableFuture<Bucket> setDocument(BucketName name, BucketSetting setting, @Nullable String document) {
        return update(name, bucket -> bucket.withSetting(setting, document));
    }
}
