/**
 * Who may do what. Entry types: {@link io.maxiofs.server.policy.Authorizer}, asked once for every request after its
 * signature has been verified and before its body is read, and {@link io.maxiofs.server.policy.AccessCheck}, which handlers
 * ask for what only they know they need. {@link io.maxiofs.server.policy.AccessControl} is both. Answers come from memory,
 * or with one look-up in the store where an object's own list or tags decide; nothing here blocks or writes.
 */
@NullMarked
package io.maxiofs.server.policy;

import org.jspecify.annotations.NullMarked;
