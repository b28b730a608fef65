/**
 * Every word a person reads, and numbers, sizes and times as their language writes them. Entry type: {@link
 * io.maxiofs.desktop.i18n.Texts}. One bundle; a test compares languages and sources. Safe on any thread.
 */
@NullMarked
package io.maxiofs.desktop.i18n;

import org.jspecify.annotations.NullMarked;
