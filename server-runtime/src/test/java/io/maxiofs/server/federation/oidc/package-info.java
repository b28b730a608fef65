/** What {@code server.federation.oidc} does, and other servers as tests need them. */
@NullMarked
package io.maxiofs.server.federation.oidc;

import org.jspecify.annotations.NullMarked;
