/** Tests of the supervisor with real child processes. */
@NullMarked
package io.maxiofs.desktop.supervisor;

import org.jspecify.annotations.NullMarked;
