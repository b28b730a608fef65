/**
 * The operations of S3, called from inside the server for somebody who proved who they are elsewhere. Entry type: {@link
 * io.maxiofs.server.s3.call.S3Calls}. Nothing here decides: authorisation, validation and errors are those of the S3 port,
 * because it is the same code. Safe on any thread that may block; touches no disk itself.
 */
@NullMarked
package io.maxiofs.server.s3.call;

import org.jspecify.annotations.NullMarked;
