package io.maxiofs.desktop.testing;

import io.maxiofs.desktop.fx.Notices;
import java.util.ArrayList;
import java.util.List;

/** Remembers what was shown. Used by one thread at a time. */
public final class FakeNotices implements Notices {
    private final List<Notice> shown = new ArrayList<>();

    @Override
    public void show(Notice notice) {
        shown.add(notice);
    }

    public List<Notice> shown() {
        return List.copyOf(shown);
    }
}
