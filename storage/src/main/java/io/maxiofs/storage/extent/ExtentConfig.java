package io.maxiofs.storage.extent;

/**
 * How extents are read and written.
 *
 * @param bufferBytes of each reader and writer, 128 KiB to 16 MiB
 * @param sliceBytes most bytes verified before they are handed out, 64 KiB to 64 MiB
 */
public record ExtentConfig(int bufferBytes, int sliceBytes) {
    /** @throws IllegalArgumentException if a value is out of its range */
    public ExtentConfig {
        requireRange("bufferBytes", bufferBytes, 2L * ExtentFormat.FRAME_BYTES, 16 * 1024 * 1024);
        requireRange("sliceBytes", sliceBytes, ExtentFormat.FRAME_BYTES, 64 * 1024 * 1024);
    }

    public static ExtentConfig defaults() {
        return new ExtentConfig(256 * 1024, 1024 * 1024);
    }

    private static void requireRange(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most + ", not " + value);
        }
    }
}
