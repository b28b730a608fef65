/**
 * The server process: entry point and composition root.
 *
 * <p>Sub-packages own the wire (HTTP, S3), who may do what (identity, policy) and the record of what happened.
 */
@NullMarked
package io.maxiofs.server;

import org.jspecify.annotations.NullMarked;
