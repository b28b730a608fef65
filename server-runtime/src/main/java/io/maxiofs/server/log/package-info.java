/**
 * What the process writes about itself: {@link io.maxiofs.server.log.ConsoleLog}, set up once by the entry point before
 * anything logs. Standard output belongs to the command that was asked for; logs go to standard error.
 */
@NullMarked
package io.maxiofs.server.log;

import org.jspecify.annotations.NullMarked;
