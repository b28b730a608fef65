/**
 * Real backup tools against a real server, and servers killed in the middle of their work. Programs that are not
 * installed are skipped with a printed reason; CI installs them all.
 */
@NullMarked
package io.maxiofs.server.client;

import org.jspecify.annotations.NullMarked;
