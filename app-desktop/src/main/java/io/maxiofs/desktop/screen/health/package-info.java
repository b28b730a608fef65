/**
 * How the server and its drives are: findings, the reading and verifying of everything, and diagnostics for whoever is to
 * help. Entry type: {@link io.maxiofs.desktop.screen.health.HealthScreen}. Used on the user interface thread; what takes
 * time runs in the background.
 */
@NullMarked
package io.maxiofs.desktop.screen.health;

import org.jspecify.annotations.NullMarked;
