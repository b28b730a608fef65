package io.maxiofs.server.admin.api;

import org.jspecify.annotations.Nullable;

/** What a bucket may hold at most; null for no limit. Bytes are of plaintext, of all versions and unfinished uploads. */
public record QuotaDocument(@Nullable Long bytes, @Nullable Long objects) {}
