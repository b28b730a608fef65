/**
 * The assistant of the first start: where the data goes, who may reach it, the administrator, encryption, start at login.
 * Entry type: {@link io.maxiofs.desktop.wizard.Wizard}. Used on the user interface thread; what takes time runs in the
 * background. It writes nothing into the data directory but a file to measure flushes, which it removes.
 */
@NullMarked
package io.maxiofs.desktop.wizard;

import org.jspecify.annotations.NullMarked;
