package io.maxiofs.desktop.platform;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a window can be shown here, and if not what is missing. */
public final class Displays {
    private static final Logger LOG = LoggerFactory.getLogger(Displays.class);
    private static final String GTK = "libgtk-3.so.0";

    private Displays() {}

    /** A sentence about what is missing; empty if a window can be shown. */
    public static Optional<String> missing() {
        if ("Headless".equals(System.getProperty("glass.platform"))) {
            return Optional.empty();
        }
        return missing(OperatingSystem.current(), System.getenv(), Displays::canLoad);
    }

    static Optional<String> missing(
            OperatingSystem system, Map<String, String> environment, Predicate<String> canLoad) {
        if (system != OperatingSystem.LINUX) {
            return Optional.empty();
        }
        if (isBlank(environment.get("DISPLAY")) && isBlank(environment.get("WAYLAND_DISPLAY"))) {
            return Optional.of("There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set).");
        }
        if (!canLoad.test(GTK)) {
            return Optional.of("The library GTK 3 (" + GTK
                    + ") is missing. Install it, on Debian and Ubuntu with: apt install libgtk-3-0");
        }
        return Optional.empty();
    }

    private static boolean isBlank(@Nullable String value) {
        return value == null || value.isBlank();
    }

    @SuppressWarnings("restricted") // the library is only looked for, as the toolkit will
    private static boolean canLoad(String library) {
        try (Arena arena = Arena.ofConfined()) {
            SymbolLookup found = SymbolLookup.libraryLookup(library, arena);
            LOG.trace("Found {}", found);
            return true;
        } catch (IllegalArgumentException e) {
            LOG.debug("Cannot load {}", library, e);
            return false;
        }
    }
}
