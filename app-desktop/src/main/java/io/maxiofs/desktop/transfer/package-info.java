/**
 * Uploads of files and folders, and downloads, between this computer and one server.
 *
 * <p>{@link TransferEngine} is the entry. It runs on virtual threads, is safe on any thread, knows no scene graph and
 * keeps a journal in the settings directory of the application, so that a transfer goes on after a restart. A transfer is
 * done only when a checksum has shown that the bytes there are the bytes here.
 */
@NullMarked
package io.maxiofs.desktop.transfer;

import org.jspecify.annotations.NullMarked;
