package io.maxiofs.desktop.connect;

import java.util.List;

/** All the steps that connect one tool. */
public record Snippet(Tool tool, List<Step> steps) {
    public Snippet {
        steps = List.copyOf(steps);
    }
}
