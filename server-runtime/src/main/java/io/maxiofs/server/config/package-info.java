/**
 * The static settings of a server: which there are, what they may be, and where their values come from. Entry types:
 * {@link io.maxiofs.server.config.ServerSettings} (the catalogue) and {@link
 * io.maxiofs.server.config.ConfigurationLoader} (flags over environment over file over default). Values are immutable
 * and safe on any thread; only the loader reads a file.
 */
@NullMarked
package io.maxiofs.server.config;

import org.jspecify.annotations.NullMarked;
