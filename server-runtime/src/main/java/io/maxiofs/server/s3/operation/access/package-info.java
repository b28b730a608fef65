/**
 * Operations about who may do what: policies, access control lists, ownership, the block of public access. One class per
 * operation; {@link io.maxiofs.server.s3.operation.access.AccessOperations} makes them. They change documents that buckets
 * and objects carry; what those mean is decided in {@code io.maxiofs.server.policy}.
 */
@NullMarked
package io.maxiofs.server.s3.operation.access;

import org.jspecify.annotations.NullMarked;
