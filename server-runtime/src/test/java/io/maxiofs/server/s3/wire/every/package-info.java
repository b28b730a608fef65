/** A conversation with every operation, against this server or any other. */
@NullMarked
package io.maxiofs.server.s3.wire.every;

import org.jspecify.annotations.NullMarked;
