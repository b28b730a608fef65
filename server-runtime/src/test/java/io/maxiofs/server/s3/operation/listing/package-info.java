/** Tests of the listings, against the store's reference model. */
@NullMarked
package io.maxiofs.server.s3.operation.listing;

import org.jspecify.annotations.NullMarked;
