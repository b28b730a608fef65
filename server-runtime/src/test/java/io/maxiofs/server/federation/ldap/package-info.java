/** What {@code server.federation.ldap} does, and other servers as tests need them. */
@NullMarked
package io.maxiofs.server.federation.ldap;

import org.jspecify.annotations.NullMarked;
