/**
 * The state of the store as tables of byte strings, and how changes alter it. Entry type: {@link
 * io.maxiofs.storage.state.StoreState}. One writer thread; readers go through the tables at any time. Touches the disk
 * only through the index behind the tables.
 */
@NullMarked
package io.maxiofs.storage.state;

import org.jspecify.annotations.NullMarked;
