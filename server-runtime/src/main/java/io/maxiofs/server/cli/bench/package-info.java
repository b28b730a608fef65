/**
 * {@code maxiofs bench}: load on any S3 endpoint, and whether what comes back is what was sent. Entry type: {@link
 * io.maxiofs.server.cli.bench.BenchCommand}. Shares no code with the server's side of HTTP, so that a fault there cannot
 * hide itself here. One thread and one connection per worker; on disk only the file named by {@code --json}.
 */
@NullMarked
package io.maxiofs.server.cli.bench;

import org.jspecify.annotations.NullMarked;
