/** The screen of buckets, with fakes and against a real server. */
@NullMarked
package io.maxiofs.desktop.screen.buckets;

import org.jspecify.annotations.NullMarked;
