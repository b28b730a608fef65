/**
 * Small controls that several screens use. Each has an accessible text and styles of {@code desktop.css}. Used on the user
 * interface thread.
 */
@NullMarked
package io.maxiofs.desktop.control;

import org.jspecify.annotations.NullMarked;
