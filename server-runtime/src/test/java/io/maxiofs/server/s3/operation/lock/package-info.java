/** Tests of object lock over the wire and at its rules. */
@NullMarked
package io.maxiofs.server.s3.operation.lock;

import org.jspecify.annotations.NullMarked;
