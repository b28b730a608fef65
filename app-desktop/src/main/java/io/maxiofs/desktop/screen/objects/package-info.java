/**
 * The screen of the objects of a bucket. Entry type: {@link io.maxiofs.desktop.screen.objects.ObjectsScreen}. Used on the
 * user interface thread; {@link io.maxiofs.desktop.screen.objects.ObjectsPort} is called elsewhere.
 */
@NullMarked
package io.maxiofs.desktop.screen.objects;

import org.jspecify.annotations.NullMarked;
