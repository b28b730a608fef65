/**
 * Inventories: lists of a bucket's objects, written into a bucket each day or week. Entry types: {@link
 * io.maxiofs.server.event.inventory.InventoryReport}, which writes one, and {@link
 * io.maxiofs.server.event.inventory.InventorySchedule}, one thread that looks now and then which are due. What has been
 * written is the only state there is.
 */
@NullMarked
package io.maxiofs.server.event.inventory;

import org.jspecify.annotations.NullMarked;
