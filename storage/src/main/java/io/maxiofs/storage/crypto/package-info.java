/**
 * Encryption at rest: AES-256-GCM in frames with one random key per body, which is stored wrapped by a master key or by
 * a key the client keeps. Entry types: {@link io.maxiofs.storage.crypto.MasterKeys}, {@link
 * io.maxiofs.storage.crypto.FrameCipher}. On disk it owns the key file and nothing else. No type that holds a secret
 * prints it.
 */
@NullMarked
package io.maxiofs.storage.crypto;

import org.jspecify.annotations.NullMarked;
