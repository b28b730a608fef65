package io.maxiofs.storage.model;

/**
 * A bucket's name, valid by the rules of general purpose buckets.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">Bucket naming rules</a>
 */
public record BucketName(String value) implements Comparable<BucketName> {
    private static final int MIN_LENGTH = 3;
    private static final int MAX_LENGTH = 63;

    /** @throws IllegalArgumentException if {@code value} is not a valid bucket name */
    public BucketName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("Invalid bucket name: " + value);
        }
    }

    /** Whether {@code value} may be a bucket's name. Every request asks this, hence no regular expression. */
    public static boolean isValid(String value) {
        int length = value.length();
        if (length < MIN_LENGTH || length > MAX_LENGTH || !isAlphanumeric(value.charAt(length - 1))) {
            return false;
        }
        boolean afterSign = true;
        boolean afterDot = false;
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (isAlphanumeric(c)) {
                afterSign = false;
                afterDot = false;
            } else if (i > 0 && c == '-' && !afterDot) {
                afterSign = true;
            } else if (c == '.' && !afterSign) {
                afterSign = true;
                afterDot = true;
            } else {
                return false;
            }
        }
        return !isAddress(value);
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    /** Whether the name, valid otherwise, has the form of an IPv4 address. */
    private static boolean isAddress(String value) {
        int groups = 1;
        int digits = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '.') {
                groups++;
                digits = 0;
            } else if (c < '0' || c > '9' || ++digits > 3) {
                return false;
            }
        }
        return groups == 4;
    }

    @Override
    public int compareTo(BucketName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
