/** Forms: their parser alone, and whole uploads on the wire. */
@NullMarked
package io.maxiofs.server.s3.operation.form;

import org.jspecify.annotations.NullMarked;
