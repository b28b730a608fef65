/**
 * Digests and checksums of bodies: MD5 and the five algorithms of S3, one after the other or overlapped on several
 * cores, and the values of multipart objects from those of their parts. Entry types: {@link
 * io.maxiofs.storage.digest.BodyDigests}, {@link io.maxiofs.storage.digest.DigestWorkers}, {@link
 * io.maxiofs.storage.digest.MultipartDigests}. Does nothing on disk.
 */
@NullMarked
package io.maxiofs.storage.digest;

import org.jspecify.annotations.NullMarked;
