/**
 * How other programs are connected to a server: for each tool the files, commands and form fields that work as they are.
 * Entry type: {@link io.maxiofs.desktop.connect.Snippets}. No scene graph, no network, no state; safe on any thread.
 */
@NullMarked
package io.maxiofs.desktop.connect;

import org.jspecify.annotations.NullMarked;
