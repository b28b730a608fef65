/**
 * What is attached to identities, and what it amounts to. Entry type: {@link
 * io.maxiofs.server.iam.AttachedPolicies}, which tells the authorizer what users, groups, keys, roles and sessions may do.
 * Answers come from memory and follow every change at once; nothing here blocks or touches the disk.
 */
@NullMarked
package io.maxiofs.server.iam;

import org.jspecify.annotations.NullMarked;
