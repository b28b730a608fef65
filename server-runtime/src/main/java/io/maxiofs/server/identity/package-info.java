/**
 * Users and access keys. Entry type: {@link io.maxiofs.server.identity.CredentialSource} for whoever verifies a
 * request. Answers come from memory; nothing here writes to the database on behalf of a request.
 */
@NullMarked
package io.maxiofs.server.identity;

import org.jspecify.annotations.NullMarked;
