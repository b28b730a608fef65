package io.maxiofs.storage.model;

/**
 * Documents a bucket carries. The store keeps them as text and does not read them, save {@link #QUOTA}, {@link
 * #DURABILITY} and {@link #OBJECT_LOCK}, which it enforces itself.
 */
public enum BucketSetting {
    ACL(1),
    POLICY(2),
    CORS(3),
    LIFECYCLE(4),
    TAGGING(5),
    ENCRYPTION(6),
    WEBSITE(7),
    LOGGING(8),
    NOTIFICATION(9),
    REPLICATION(10),
    INVENTORY(11),
    /** Default retention as {@link DefaultRetention#text()}; absent where there is none. */
    OBJECT_LOCK(12),
    OWNERSHIP_CONTROLS(13),
    PUBLIC_ACCESS_BLOCK(14),
    REQUEST_PAYMENT(15),
    ACCELERATE(16),
    /** JSON object with {@code bytes} and {@code objects}, each optional. */
    QUOTA(17),
    /** {@code safe} (default) or {@code fast}. */
    DURABILITY(18),
    /** {@code on} or {@code off}: encryption at rest for new bodies, whatever the server's default is. */
    ENCRYPTION_AT_REST(19);

    private final int code;

    BucketSetting(int code) {
        this.code = code;
    }

    /** Number on disk; never reused. */
    public int code() {
        return code;
    }
}
