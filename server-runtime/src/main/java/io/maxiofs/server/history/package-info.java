/**
 * Buckets as they were: which version of each key was current at a time, what is deleted, and how both come back. Entry
 * types: {@link io.maxiofs.server.history.BucketHistory} and {@link io.maxiofs.server.history.VersionRestore}. Reads go
 * through the store's listings page by page, so memory does not grow with a bucket; nothing here destroys anything but
 * delete markers, and those only where asked. Safe on any thread that may block.
 */
@NullMarked
package io.maxiofs.server.history;

import org.jspecify.annotations.NullMarked;
