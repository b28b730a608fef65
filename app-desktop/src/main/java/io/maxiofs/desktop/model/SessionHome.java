package io.maxiofs.desktop.model;

import io.maxiofs.desktop.fx.UiThread;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * What the sessions of one application have in common.
 *
 * @param config folder of the application's own, where transfers are remembered by server; it need not be there yet
 */
public record SessionHome(UiThread ui, InstantSource clock, Path config) {}
