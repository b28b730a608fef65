/**
 * The server's certificate: from files, or from an authority of its own. Entry type: {@link
 * io.maxiofs.server.tls.TlsCertificates}, which both ports ask for the current one. Reads files at start and when told to
 * reload; writes only what the authority makes, for the owner of the process only.
 */
@NullMarked
package io.maxiofs.server.tls;

import org.jspecify.annotations.NullMarked;
