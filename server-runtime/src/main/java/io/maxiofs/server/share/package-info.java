/**
 * Links to objects for people without an account. Entry types: {@link io.maxiofs.server.share.Shares}, which makes and finds
 * them, and {@link io.maxiofs.server.share.SharePages}, which serves them on the S3 port. A link has the rights of whoever
 * made it, judged anew at each download; the server keeps only a hash of its secret. Safe on any thread that may block; a
 * download is noted in the database before its first byte.
 */
@NullMarked
package io.maxiofs.server.share;

import org.jspecify.annotations.NullMarked;
