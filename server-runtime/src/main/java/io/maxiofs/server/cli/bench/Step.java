package io.maxiofs.server.cli.bench;

/**
 * One line of the table: one operation with one size and one number of connections.
 *
 * @param sizeBytes of each object
 * @param concurrency connections, each with a thread
 */
record Step(Operation operation, long sizeBytes, int concurrency) {}
