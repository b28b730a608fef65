/**
 * Who did what, what the server warned of, and whom it tells. Entry type: {@link
 * io.maxiofs.desktop.screen.audit.AuditScreen}. Used on the user interface thread; what takes time runs in the background.
 */
@NullMarked
package io.maxiofs.desktop.screen.audit;

import org.jspecify.annotations.NullMarked;
