/**
 * Who sent a request, by AWS Signature Version 4. Entry type: {@link
 * io.maxiofs.server.s3.auth.SignatureV4Authenticator}, the one way by which every request gets its principal. Nothing
 * here blocks or keeps secrets beyond the derived keys of a day.
 */
@NullMarked
package io.maxiofs.server.s3.auth;

import org.jspecify.annotations.NullMarked;
