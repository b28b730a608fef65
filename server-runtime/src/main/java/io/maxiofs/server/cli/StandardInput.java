package io.maxiofs.server.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life line to a parent process: its end says that nobody waits any more. */
final class StandardInput {
    private static final Logger LOG = LoggerFactory.getLogger(StandardInput.class);

    /** Never ends. */
    static final StandardInput IGNORED = new StandardInput();

    private volatile boolean ended;

    private StandardInput() {}

    /** Reads this process's standard input, and drops it, on a thread of its own. */
    static StandardInput watched() {
        StandardInput input = new StandardInput();
        Thread.ofPlatform().daemon().name("stdin").start(() -> input.readToEnd(System.in));
        return input;
    }

    private void readToEnd(InputStream in) {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            LOG.info("Standard input cannot be read any more", e);
        }
        ended = true;
    }

    boolean hasEnded() {
        return ended;
    }
}
