/**
 * The application as a whole: what it is made of, in which order it starts, one instance of it, and what the person has
 * chosen. Entry type: {@link io.maxiofs.desktop.app.DesktopApplication}. Writes to the folders of {@link
 * io.maxiofs.desktop.platform.AppFolders}.
 */
@NullMarked
package io.maxiofs.desktop.app;

import org.jspecify.annotations.NullMarked;
