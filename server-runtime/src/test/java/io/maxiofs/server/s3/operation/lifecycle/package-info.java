/** Tests of lifecycle rules over the wire. */
@NullMarked
package io.maxiofs.server.s3.operation.lifecycle;

import org.jspecify.annotations.NullMarked;
