/** Tests of what is kept of the log. */
@NullMarked
package io.maxiofs.server.log;

import org.jspecify.annotations.NullMarked;
