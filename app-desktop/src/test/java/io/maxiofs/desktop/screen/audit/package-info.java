/** Tests of the screen of audit and alerts. */
@NullMarked
package io.maxiofs.desktop.screen.audit;

import org.jspecify.annotations.NullMarked;
