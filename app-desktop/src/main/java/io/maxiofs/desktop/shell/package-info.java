/**
 * The main window around the screens: navigation, top bar, command palette, status strip and keys. Entry type: {@link
 * io.maxiofs.desktop.shell.ShellView}. Used on the user interface thread.
 */
@NullMarked
package io.maxiofs.desktop.shell;

import org.jspecify.annotations.NullMarked;
