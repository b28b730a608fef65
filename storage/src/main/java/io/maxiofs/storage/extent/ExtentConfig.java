package io.maxiofs.storage.extent;

/**
 * How extents are read and written.
 *
 * @param bufferBytes of a reader or writer, 128 KiB to 16 MiB; also the most bytes handed out at once from memory. An
 *     encrypted one has two.
 * @param largeBuffers buffers of that size in use at a time, 0 to 65,536; whoever comes later makes do with 68 KiB
 * @param fileSliceBytes bytes that are verified and then handed out as a range of the file, 64 KiB to 64 MiB; 0 hands
 *     out the very bytes that were verified, from memory
 * @param preparedNames most files whose names are made durable ahead of need while there is traffic, 0 to 4096
 * @param writeBehindBytes bytes after which the disk is asked to store what was written while more comes in, 1 MiB or
 *     more; 0 leaves all of it to the end
 * @param removeInBackground whether deleted extents are removed by a thread of the store; otherwise by whoever deletes
 */
public record ExtentConfig(
        int bufferBytes,
        int largeBuffers,
        int fileSliceBytes,
        int preparedNames,
        long writeBehindBytes,
        boolean removeInBackground) {
    private static final int MIB = 1024 * 1024;

    /** @throws IllegalArgumentException if a value is out of its range */
    public ExtentConfig {
        requireRange("bufferBytes", bufferBytes, 2L * ExtentFormat.FRAME_BYTES, 16 * MIB);
        requireRange("largeBuffers", largeBuffers, 0, 65_536);
        requireZeroOrRange("fileSliceBytes", fileSliceBytes, ExtentFormat.FRAME_BYTES, 64 * MIB);
        requireRange("preparedNames", preparedNames, 0, 4096);
        requireZeroOrRange("writeBehindBytes", writeBehindBytes, MIB, Long.MAX_VALUE);
    }

    /** 128 buffers of 256 KiB, slices from memory, 32 prepared names, write-behind from 8 MiB on. */
    public static ExtentConfig defaults() {
        return new ExtentConfig(256 * 1024, 128, 0, 32, 8L * MIB, true);
    }

    /** Nothing happens on threads of the store: for tests that enumerate what the disk is asked to do. */
    public ExtentConfig withoutBackground() {
        return new ExtentConfig(bufferBytes, largeBuffers, fileSliceBytes, 0, 0, false);
    }

    private static void requireZeroOrRange(String name, long value, long least, long most) {
        if (value != 0) {
            requireRange(name, value, least, most);
        }
    }

    private static void requireRange(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most + ", not " + value);
        }
    }
}
