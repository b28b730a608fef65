/** Tests of multipart uploads, against the store's reference model. */
@NullMarked
package io.maxiofs.server.s3.operation.multipart;

import org.jspecify.annotations.NullMarked;
