package io.maxiofs.server.http;

import io.maxiofs.server.observe.RequestObserver;
import io.maxiofs.server.s3.operation.S3OperationTable;
import io.maxiofs.server.s3.request.BodyBuffers;
import io.maxiofs.server.s3.request.S3RequestParser;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** What all requests of a server share. */
record ServerContext(
        S3RequestParser parser,
        Admission admission,
        S3OperationTable operations,
        RequestObserver observer,
        InstantSource clock,
        RequestIds ids,
        S3Edge edge,
        Machinery machinery) {

    /** @param virtualThreads starts each task on a virtual thread of its own */
    record Machinery(
            HttpLimits limits, RequestGate gate, BodyBuffers buffers, Executor virtualThreads, InFlight inFlight) {}
}
