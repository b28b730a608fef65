/** Tests of access logs. */
@NullMarked
package io.maxiofs.server.event.accesslog;

import org.jspecify.annotations.NullMarked;
