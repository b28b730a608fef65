/**
 * Identities that other servers vouch for. Entry type: {@link io.maxiofs.server.federation.Federation}. Safe on any thread;
 * nothing on disk: what it leads to is kept by {@code server.identity}.
 */
@NullMarked
package io.maxiofs.server.federation;

import org.jspecify.annotations.NullMarked;
