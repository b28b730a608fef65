package io.maxiofs.storage.model;

import java.util.regex.Pattern;

/**
 * A bucket's name, valid by the rules of general purpose buckets.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">Bucket naming rules</a>
 */
public record BucketName(String value) implements Comparable<BucketName> {
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    /** @throws IllegalArgumentException if {@code value} is not a valid bucket name */
    public BucketName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("Invalid bucket name: " + value);
        }
    }

    public static boolean isValid(String value) {
        return SHAPE.matcher(value).matches()
                && !value.contains("..")
                && !value.contains(".-")
                && !value.contains("-.")
                && !IPV4.matcher(value).matches();
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
