/**
 * Tools for the data directory of a store that no server has open: check it, make its index anew, save what is readable
 * of a damaged one, copy its objects out, move it, show what a file holds. Entry types: {@link
 * io.maxiofs.storage.tool.StoreVerification}, {@link io.maxiofs.storage.tool.StoreRescue}, {@link
 * io.maxiofs.storage.tool.StoreSalvage}, {@link io.maxiofs.storage.tool.StoreExport}, {@link
 * io.maxiofs.storage.tool.FileInspection}. Each runs on its caller's thread. All but the rescue leave the store as it
 * is: what reading it would write goes to an {@link io.maxiofs.storage.file.OverlayDisk}.
 */
@NullMarked
package io.maxiofs.storage.tool;

import org.jspecify.annotations.NullMarked;
