/** The screen of uploads and transfers, with fakes and against a real server. */
@NullMarked
package io.maxiofs.desktop.screen.uploads;

import org.jspecify.annotations.NullMarked;
