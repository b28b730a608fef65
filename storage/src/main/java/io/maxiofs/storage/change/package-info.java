/**
 * The stream of changes: journal records as those outside understand them, in order, by position. Entry type: {@link
 * io.maxiofs.storage.change.LocalChangeStream}. Subscribers read on their own threads; the committer only says how far
 * all is durable. On disk it owns the file {@code changes.subscribers}, which says who has read how far.
 */
@NullMarked
package io.maxiofs.storage.change;

import org.jspecify.annotations.NullMarked;
