/**
 * Histories of calls that ran at the same time, and whether an order of them explains their answers. Entry type: {@link
 * io.maxiofs.storage.history.LinearizabilityCheck}.
 */
@NullMarked
package io.maxiofs.storage.history;

import org.jspecify.annotations.NullMarked;
