/**
 * What the desktop knows of servers: which there are and how each is reached. Entry types: {@link
 * io.maxiofs.desktop.model.Session} for the one in front of the person, {@link io.maxiofs.desktop.model.Servers} for all.
 */
@NullMarked
package io.maxiofs.desktop.model;

import org.jspecify.annotations.NullMarked;
