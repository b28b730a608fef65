/**
 * People of a directory that is asked over LDAP. Entry type: {@link io.maxiofs.server.federation.ldap.LdapSignIn}. The only
 * package that knows the library for LDAP. Safe on any thread, blocks while the directory answers; reads the file of
 * certificates at the start, writes nothing.
 */
@NullMarked
package io.maxiofs.server.federation.ldap;

import org.jspecify.annotations.NullMarked;
