/**
 * The word of providers of OpenID Connect: whether a token is theirs, now, and for us. Entry type: {@link
 * io.maxiofs.server.federation.oidc.WebIdentityVerifier}. The only package that knows the library for tokens. Safe on any
 * thread; fetches documents of registered providers, in bounds of time and size; nothing on disk.
 */
@NullMarked
package io.maxiofs.server.federation.oidc;

import org.jspecify.annotations.NullMarked;
