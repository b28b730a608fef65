package io.maxiofs.desktop.transfer;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What is to be moved, and where to. */
public sealed interface TransferTask {
    String bucket();

    String key();

    /** The file on this computer. */
    Path file();

    /** In bytes. */
    long size();

    /**
     * A file to a server.
     *
     * @param size when it was looked at, in bytes
     * @param modifiedMillis when it was looked at, since 1970
     * @param overwrite whether an object of that key may be replaced
     */
    record Upload(Path file, long size, long modifiedMillis, String bucket, String key, boolean overwrite)
            implements TransferTask {
        /** The same as the file is now. */
        Upload as(long newSize, long newModifiedMillis) {
            return new Upload(file, newSize, newModifiedMillis, bucket, key, overwrite);
        }
    }

    /**
     * An object to this computer.
     *
     * @param versionId null for the current one; once begun on a bucket with versions, the one that was current
     * @param etag null until it is known; another one is another object
     * @param size in bytes, as last told by the server
     * @param root folder the person chose; {@code file} stays inside it
     * @param overwrite whether a file of that name may be replaced; else the new one gets another name
     */
    record Download(
            String bucket,
            String key,
            @Nullable String versionId,
            @Nullable String etag,
            long size,
            Path root,
            Path file,
            boolean overwrite)
            implements TransferTask {
        Download as(@Nullable String newVersionId, String newEtag, long newSize) {
            return new Download(bucket, key, newVersionId, newEtag, newSize, root, file, overwrite);
        }

        Download to(Path newFile) {
            return new Download(bucket, key, versionId, etag, size, root, newFile, overwrite);
        }
    }
}
