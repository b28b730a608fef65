package io.maxiofs.server.cli.bench;

import java.util.List;

/**
 * The JSON of a run.
 *
 * @param endpoint without credentials
 * @param seed gives the same contents and the same order again
 */
record Report(String endpoint, String bucket, long seed, String verify, boolean signed, List<StepResult> results) {
    Report {
        results = List.copyOf(results);
    }
}
