package io.maxiofs.server.config;

import java.util.List;

/** A configuration that cannot be used. The message names every problem, one per line, and is meant for people. */
public final class ConfigurationException extends RuntimeException {
    private final List<String> problems;

    public ConfigurationException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
