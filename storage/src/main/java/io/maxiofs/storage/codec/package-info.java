/**
 * The compact binary form of the store's values, in journal records and in the index. Entry types: {@link
 * io.maxiofs.storage.codec.VersionCodec} and {@link io.maxiofs.storage.codec.ChangeCodec}. Pure functions on byte
 * arrays; any thread. The form is described in docs/on-disk-format.md and only ever grows: fields carry numbers, and a
 * reader skips none silently that a newer format made mandatory, since the store's format number is checked first.
 */
@NullMarked
package io.maxiofs.storage.codec;

import org.jspecify.annotations.NullMarked;
