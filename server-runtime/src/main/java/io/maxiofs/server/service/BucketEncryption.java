package io.maxiofs.server.service;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.xml.MalformedXmlException;
import io.maxiofs.server.s3.xml.XmlElement;
import io.maxiofs.server.s3.xml.XmlReader;
import io.maxiofs.server.s3.xml.XmlWriter;
import io.maxiofs.storage.model.Encryption;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a bucket does with objects whose request says nothing of encryption, and which kinds it refuses. Kept as the
 * document AWS shows.
 *
 * @param encryption S3, KMS or KMS_DSSE; the key is as given, null for the default one
 * @param customerKeysBlocked null if the bucket does not speak of it
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketEncryption.html">PutBucketEncryption</a>
 */
public record BucketEncryption(
        Encryption encryption, @Nullable Boolean customerKeysBlocked) {
    /** What AWS gives every bucket. */
    public static final BucketEncryption STANDARD =
            new BucketEncryption(new Encryption(Encryption.Mode.S3, null, null, null, false), null);

    private static final String ROOT = "ServerSideEncryptionConfiguration";
    private static final int MAX_KEY_CHARACTERS = 2048;

    /**
     * Reads what a client sends, or what was kept.
     *
     * @throws MalformedXmlException if it is no such document
     * @throws S3Exception InvalidArgument if its parts do not go together
     */
    public static BucketEncryption read(byte[] document) {
        XmlElement root = XmlReader.read(document, ROOT);
        List<XmlElement> rules = root.children("Rule");
        if (rules.size() != 1) {
            throw new MalformedXmlException("One rule is needed");
        }
        XmlElement rule = rules.getFirst();
        Boolean blocked = blocked(rule);
        XmlElement byDefault = rule.child("ApplyServerSideEncryptionByDefault").orElse(null);
        if (byDefault == null) {
            if (blocked == null && !rule.has("BucketKeyEnabled")) {
                throw new MalformedXmlException("The rule says nothing");
            }
            return new BucketEncryption(STANDARD.encryption(), blocked);
        }
        return new BucketEncryption(encryption(byDefault, isTrue(rule.value("BucketKeyEnabled"))), blocked);
    }

    private static Encryption encryption(XmlElement byDefault, boolean bucketKey) {
        String key = byDefault.value("KMSMasterKeyID");
        if (key != null && key.isEmpty()) {
            key = null;
        }
        Encryption.Mode mode = switch (byDefault.require("SSEAlgorithm")) {
            case "AES256" -> Encryption.Mode.S3;
            case "aws:kms" -> Encryption.Mode.KMS;
            case "aws:kms:dsse" -> Encryption.Mode.KMS_DSSE;
            default -> throw new MalformedXmlException("No algorithm of encryption");
        };
        if (key != null && mode == Encryption.Mode.S3) {
            throw new S3Exception(
                            S3ErrorCode.INVALID_ARGUMENT,
                            "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or"
                                    + " aws:kms:dsse")
                    .with("ArgumentName", "ApplyServerSideEncryptionByDefault");
        }
        if (key != null && key.length() > MAX_KEY_CHARACTERS) {
            throw new MalformedXmlException("The name of the key is too long");
        }
        return new Encryption(mode, key, null, null, bucketKey);
    }

    private static boolean isTrue(@Nullable String text) {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw new MalformedXmlException("Neither true nor false: " + text);
    }

    private static @Nullable Boolean blocked(XmlElement rule) {
        XmlElement types = rule.child("BlockedEncryptionTypes").orElse(null);
        if (types == null) {
            return null;
        }
        boolean none = false;
        boolean customer = false;
        for (XmlElement type : types.children("EncryptionType")) {
            switch (type.text().strip()) {
                case "NONE" -> none = true;
                case "SSE-C" -> customer = true;
                default -> throw new MalformedXmlException("No kind of encryption that can be blocked");
            }
        }
        if (none == customer) {
            throw new MalformedXmlException("Either NONE or SSE-C is blocked");
        }
        return customer;
    }

    /** What is kept and shown. */
    public byte[] document() {
        XmlWriter xml = XmlWriter.document(ROOT).start("Rule").start("ApplyServerSideEncryptionByDefault");
        xml.element("SSEAlgorithm", algorithm()).optional("KMSMasterKeyID", encryption.keyId());
        xml.end().element("BucketKeyEnabled", encryption.bucketKey());
        if (customerKeysBlocked != null) {
            xml.start("BlockedEncryptionTypes")
                    .element("EncryptionType", customerKeysBlocked ? "SSE-C" : "NONE")
                    .end();
        }
        return xml.end().toBytes();
    }

    private String algorithm() {
        return switch (encryption.mode()) {
            case KMS -> "aws:kms";
            case KMS_DSSE -> "aws:kms:dsse";
            case NONE, S3, CUSTOMER -> "AES256";
        };
    }

    /** As {@link #document}, as text. */
    public String text() {
        return new String(document(), StandardCharsets.UTF_8);
    }
}
