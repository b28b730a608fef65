/** IAM and STS on the wire. */
@NullMarked
package io.maxiofs.server.s3.operation.iam;

import org.jspecify.annotations.NullMarked;
