/**
 * The command line. Entry type: {@link io.maxiofs.server.cli.CommandTree}. Commands but {@code server} talk to a running
 * server through the admin API, or work on the data directory of one that does not run; results go to standard output, everything else to standard error, and exit codes are those
 * of {@link io.maxiofs.server.cli.ExitCode}.
 */
@NullMarked
package io.maxiofs.server.cli;

import org.jspecify.annotations.NullMarked;
