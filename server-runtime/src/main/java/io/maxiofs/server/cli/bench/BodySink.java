package io.maxiofs.server.cli.bench;

/** Takes the body of an answer piece by piece. */
@FunctionalInterface
interface BodySink {
    /** @param bytes the connection's buffer, to be read during the call only */
    void accept(byte[] bytes, int start, int length);
}
