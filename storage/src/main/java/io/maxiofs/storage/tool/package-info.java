/**
 * Tools that look at a store's files while no server uses them. Entry types: one inspector for each format, such as
 * {@link io.maxiofs.storage.tool.JournalInspector}. They read and print; nothing here writes to a store.
 */
@NullMarked
package io.maxiofs.storage.tool;

import org.jspecify.annotations.NullMarked;
