/**
 * The screen of the past: what is deleted, the timeline of one object, and a bucket as it was. Entry type: {@link
 * io.maxiofs.desktop.screen.versions.VersionsScreen}. Used on the user interface thread; {@link
 * io.maxiofs.desktop.screen.versions.VersionsPort} is called elsewhere.
 */
@NullMarked
package io.maxiofs.desktop.screen.versions;

import org.jspecify.annotations.NullMarked;
