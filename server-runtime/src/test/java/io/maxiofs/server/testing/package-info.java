/**
 * Real servers for tests. Entry types: {@link io.maxiofs.server.testing.TestServer} (in this process, quick) and {@link
 * io.maxiofs.server.testing.ServerProcess} (a JVM of its own, to be killed). Each has a temporary directory and free ports
 * of its own and removes everything when closed.
 */
@NullMarked
package io.maxiofs.server.testing;

import org.jspecify.annotations.NullMarked;
