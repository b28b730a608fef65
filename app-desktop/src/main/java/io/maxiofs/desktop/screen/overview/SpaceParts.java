package io.maxiofs.desktop.screen.overview;

import io.maxiofs.desktop.control.ByteBar.Part;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.ServerOverview.Space;
import java.util.ArrayList;
import java.util.List;

/** Cuts the disk into what a person can do something about. */
final class SpaceParts {
    private SpaceParts() {}

    /** The parts from the left to the right; together the whole disk, if it can be asked. */
    static List<Part> of(Space space, Texts texts) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(texts.get("overview.space.current"), space.current(), "bytes-current"));
        parts.add(new Part(texts.get("overview.space.older"), space.older(), "bytes-versions"));
        parts.add(new Part(texts.get("overview.space.uploads"), space.uploads(), "bytes-uploads"));
        Long free = space.free();
        Long total = space.total();
        if (free == null || total == null) {
            return List.copyOf(parts);
        }
        long ours = space.current() + space.older() + space.uploads() + space.reserve();
        parts.add(new Part(texts.get("overview.space.other"), Math.max(0, total - free - ours), "bytes-other"));
        parts.add(new Part(
                texts.get("overview.space.reserve"), Math.min(space.floor(), free) + space.reserve(), "bytes-reserve"));
        parts.add(new Part(texts.get("overview.space.free"), Math.max(0, free - space.floor()), "bytes-free"));
        return List.copyOf(parts);
    }
}
