/**
 * Access control lists and what else decides about them: ownership of objects and the block of public access. Entry type:
 * {@link io.maxiofs.server.policy.acl.AccessControlList}. Values only; safe on any thread, nothing on the disk. Their text
 * forms are what buckets and objects carry.
 */
@NullMarked
package io.maxiofs.server.policy.acl;

import org.jspecify.annotations.NullMarked;
