package io.maxiofs.desktop.shell;

import org.kordamp.ikonli.feather.Feather;

/**
 * Something the command palette offers.
 *
 * @param name in the language of the person
 * @param keys how else it is reached, such as {@code Ctrl+1}; empty if only here
 */
public record Command(String name, String keys, Feather icon, Runnable run) {}
