/**
 * The server's sockets; the only package that knows Undertow. Entry types: {@link io.maxiofs.server.http.S3Server} for
 * the S3 port, {@link io.maxiofs.server.http.JsonServer} for the small JSON documents of the admin port.
 *
 * <p>Heads of S3 requests are parsed, authenticated and authorised on I/O threads, where small requests are also served
 * as a whole. Everything that may block runs on a virtual thread of its own. Every response ends at one place, which
 * tells the observer. Nothing here touches the disk.
 */
@NullMarked
package io.maxiofs.server.http;

import org.jspecify.annotations.NullMarked;
