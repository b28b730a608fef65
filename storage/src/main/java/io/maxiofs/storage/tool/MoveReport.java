package io.maxiofs.storage.tool;

import java.util.UUID;

/**
 * What a move did.
 *
 * @param store identity of the store
 * @param files number of files in the new place; 0 if the copy was complete before
 * @param bytes of all of them
 * @param alreadyThere files an earlier try had copied, which were compared and kept
 * @param replaced files an earlier try had left there with another content
 */
public record MoveReport(UUID store, long files, long bytes, long alreadyThere, long replaced) {}
