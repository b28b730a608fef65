/**
 * Owns the server of this computer: starts it as a child process or adopts the one that runs already, watches it, brings
 * it back after a crash and stops it. Entry type: {@link io.maxiofs.desktop.supervisor.Supervisor}, which works on one
 * thread of its own and may be called on any. Keeps the server's log and the reports of its crashes in the folder it is
 * given; never opens the data directory.
 */
@NullMarked
package io.maxiofs.desktop.supervisor;

import org.jspecify.annotations.NullMarked;
