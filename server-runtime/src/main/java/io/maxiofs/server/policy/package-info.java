/**
 * Who may do what. Entry type: {@link io.maxiofs.server.policy.Authorizer}, asked once for every request after its
 * signature has been verified and before its body is read. Answers come from memory; nothing here blocks.
 */
@NullMarked
package io.maxiofs.server.policy;

import org.jspecify.annotations.NullMarked;
