/** Tests of SelectObjectContent. */
@NullMarked
package io.maxiofs.server.s3.select;

import org.jspecify.annotations.NullMarked;
