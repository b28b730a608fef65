/** Tests of server side encryption over the wire and on the disk. */
@NullMarked
package io.maxiofs.server.s3.operation.encryption;

import org.jspecify.annotations.NullMarked;
