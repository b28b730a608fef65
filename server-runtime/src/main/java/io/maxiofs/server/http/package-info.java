/**
 * The only code that knows Undertow. {@link io.maxiofs.server.http.JsonServer} serves small JSON documents for the admin
 * port. Handlers run on virtual threads; nothing here touches the disk.
 */
@NullMarked
package io.maxiofs.server.http;

import org.jspecify.annotations.NullMarked;
