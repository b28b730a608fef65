/**
 * Listings of what a bucket holds: objects, versions, unfinished uploads. Entry types: the handlers, named as AWS names
 * the operations. They block on the index; nothing is written.
 */
@NullMarked
package io.maxiofs.server.s3.operation.listing;

import org.jspecify.annotations.NullMarked;
