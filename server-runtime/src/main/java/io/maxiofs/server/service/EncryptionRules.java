package io.maxiofs.server.service;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.xml.MalformedXmlException;
import io.maxiofs.storage.api.NamedKeys;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketSetting;
import io.maxiofs.storage.model.Encryption;
import io.maxiofs.storage.model.NamedKey;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How objects are encrypted: as the request asks, else as the bucket says, else as the server does by default. Safe on
 * any thread; answers from memory, but for the first use of the default key, which makes it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/serv-side-encryption.html">Server side
 *     encryption</a>
 */
public final class EncryptionRules {
    private static final String DEFAULT_ALIAS = "alias/" + NamedKeys.DEFAULT_NAME;

    private final NamedKeys keys;
    private final boolean encryptsByDefault;
    private final boolean customerKeysNeedTls;
    private final DocumentCache<BucketEncryption> documents = new DocumentCache<>(EncryptionRules::parse);

    /**
     * @param encryptsByDefault whether the store encrypts bodies of which nobody says anything; then clients are told
     *     so, as AWS tells them
     * @param customerKeysNeedTls whether keys of clients are refused on connections that are not encrypted
     */
    public EncryptionRules(NamedKeys keys, boolean encryptsByDefault, boolean customerKeysNeedTls) {
        this.keys = keys;
        this.encryptsByDefault = encryptsByDefault;
        this.customerKeysNeedTls = customerKeysNeedTls;
    }

    private static BucketEncryption parse(String text) {
        return BucketEncryption.read(text.getBytes(StandardCharsets.UTF_8));
    }

    public boolean customerKeysNeedTls() {
        return customerKeysNeedTls;
    }

    /**
     * What a bucket does by default. Empty if nobody has said anything and the server does not encrypt by default: then
     * nothing is claimed that does not happen.
     *
     * @throws S3Exception InvalidBucketState if what the bucket says cannot be read, which must not be taken for nothing
     */
    public Optional<BucketEncryption> of(Bucket bucket) {
        String text = bucket.settings().get(BucketSetting.ENCRYPTION);
        if (text == null) {
            return encryptsByDefault ? Optional.of(BucketEncryption.STANDARD) : Optional.empty();
        }
        try {
            return Optional.of(documents.of(text));
        } catch (MalformedXmlException | S3Exception e) {
            throw new S3Exception(S3ErrorCode.INVALID_BUCKET_STATE, "The bucket's default encryption cannot be read");
        }
    }

    /**
     * The encryption of what is about to be written.
     *
     * @param asked what the request says
     * @throws S3Exception KMS.NotFoundException or KMS.DisabledException if its key cannot be used, AccessDenied if the
     *     bucket refuses keys of clients, InvalidBucketState as {@link #of}
     */
    public Encryption forWrite(Bucket bucket, Encryption asked) {
        if (asked.mode() == Encryption.Mode.NONE
                && !encryptsByDefault
                && !bucket.settings().containsKey(BucketSetting.ENCRYPTION)) {
            return Encryption.NONE;
        }
        Optional<BucketEncryption> ofBucket = of(bucket);
        if (asked.mode() == Encryption.Mode.CUSTOMER) {
            if (ofBucket.map(BucketEncryption::customerKeysBlocked).orElse(false)) {
                throw new S3Exception(
                        S3ErrorCode.ACCESS_DENIED, "The bucket does not accept objects encrypted with customer keys.");
            }
            return asked;
        }
        Encryption wanted =
                asked.mode() == Encryption.Mode.NONE ? ofBucket.orElseThrow().encryption() : asked;
        return isKms(wanted) ? withKey(bucket, wanted) : wanted;
    }

    /** A request that names a kind of KMS but no key gets the bucket's key if the bucket has one, else the default. */
    private Encryption withKey(Bucket bucket, Encryption wanted) {
        String keyId = wanted.keyId();
        boolean bucketKey = wanted.bucketKey();
        if (keyId == null) {
            Encryption byDefault = of(bucket).map(BucketEncryption::encryption).orElse(Encryption.NONE);
            keyId = isKms(byDefault) ? byDefault.keyId() : null;
        }
        if (keyId == null) {
            keyId = DEFAULT_ALIAS;
        }
        requireUsable(keyId);
        return new Encryption(wanted.mode(), keyId, wanted.context(), null, bucketKey);
    }

    private static boolean isKms(Encryption encryption) {
        return encryption.mode() == Encryption.Mode.KMS || encryption.mode() == Encryption.Mode.KMS_DSSE;
    }

    /** Makes the key that is used where a client names none, unless it is there. May block. */
    public void makeDefaultKey() {
        if (keys.find(NamedKeys.DEFAULT_NAME).isEmpty()) {
            keys.create(NamedKeys.DEFAULT_NAME);
        }
    }

    private void requireUsable(String keyId) {
        String name = keyName(keyId);
        if (name.equals(NamedKeys.DEFAULT_NAME)) {
            makeDefaultKey();
        }
        NamedKey key = keys.find(name).orElse(null);
        if (key == null) {
            throw new S3Exception(S3ErrorCode.KMS_NOT_FOUND_EXCEPTION, "Key '" + keyId + "' does not exist");
        }
        if (!key.enabled()) {
            throw new S3Exception(S3ErrorCode.KMS_DISABLED_EXCEPTION, keyId + " is disabled.");
        }
    }

    /**
     * Refuses to read what was written with a key that cannot be used now.
     *
     * @throws S3Exception KMS.NotFoundException or KMS.DisabledException
     */
    public void requireReadable(Encryption encryption) {
        String keyId = encryption.keyId();
        if (keyId != null) {
            requireUsable(keyId);
        }
    }

    /** The local name of a key, which a client may also give as an alias or as the name of a resource of AWS. */
    static String keyName(String keyId) {
        String name = keyId;
        if (name.startsWith("arn:")) {
            // arn, partition, kms, region, account, then key/… or alias/…
            String[] fields = name.split(":", 6);
            name = fields.length == 6 ? fields[5] : name;
            if (name.startsWith("key/")) {
                return name.substring("key/".length());
            }
        }
        return name.startsWith("alias/") ? name.substring("alias/".length()) : name;
    }

    /**
     * What to tell the store of a body.
     *
     * @param encryption as {@link #forWrite} gave it
     * @param customerKey the client's key, if that is what encrypts
     */
    public static BodyEncryption body(Bucket bucket, Encryption encryption, byte @Nullable [] customerKey) {
        return switch (encryption.mode()) {
            case NONE -> new BodyEncryption(atRest(bucket), null, null, null);
            case S3 -> new BodyEncryption(Optional.of(true), null, null, null);
            case CUSTOMER -> {
                if (customerKey == null) {
                    throw new IllegalStateException("No key for a body that a client's key encrypts");
                }
                yield new BodyEncryption(Optional.of(true), customerKey, null, null);
            }
            case KMS, KMS_DSSE -> {
                String keyId = encryption.keyId();
                if (keyId == null) {
                    throw new IllegalStateException("No key for a body that a named key encrypts");
                }
                yield new BodyEncryption(Optional.of(true), null, keyName(keyId), encryption.context());
            }
        };
    }

    private static Optional<Boolean> atRest(Bucket bucket) {
        String setting = bucket.settings().get(BucketSetting.ENCRYPTION_AT_REST);
        return setting == null ? Optional.empty() : Optional.of(!setting.equals("off"));
    }
}
