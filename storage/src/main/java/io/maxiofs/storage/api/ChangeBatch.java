package io.maxiofs.storage.api;

import java.util.List;

/**
 * Changes in the order in which they were made.
 *
 * @param changes may be empty: nothing happened in the time given
 * @param position everything up to here has been handed out; what to acknowledge when the batch is done with. May be
 *     beyond the last change, as not every position is one that concerns others
 */
public record ChangeBatch(List<StoreChange> changes, long position) {
    public ChangeBatch {
        changes = List.copyOf(changes);
    }
}
