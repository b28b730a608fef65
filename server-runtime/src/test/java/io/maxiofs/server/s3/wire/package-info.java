/**
 * S3 as clients meet it: the AWS SDK and raw requests against a real port, one test class per group of operations. Entry
 * type: {@link io.maxiofs.server.s3.wire.WireServer}.
 */
@NullMarked
package io.maxiofs.server.s3.wire;

import org.jspecify.annotations.NullMarked;
