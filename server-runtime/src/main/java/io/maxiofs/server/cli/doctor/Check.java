package io.maxiofs.server.cli.doctor;

/** Looks at one thing. Never throws for what it may find. */
@FunctionalInterface
interface Check {
    Finding run();
}
