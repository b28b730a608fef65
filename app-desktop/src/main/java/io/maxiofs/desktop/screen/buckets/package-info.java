/**
 * The screen of buckets and that of one bucket's settings. Entry type: {@link io.maxiofs.desktop.screen.buckets.BucketsScreen}.
 * Used on the user interface thread; {@link io.maxiofs.desktop.screen.buckets.BucketsPort} is called elsewhere.
 */
@NullMarked
package io.maxiofs.desktop.screen.buckets;

import org.jspecify.annotations.NullMarked;
