package io.maxiofs.desktop.platform;

import java.util.Locale;

/** The systems that are told apart. */
public enum OperatingSystem {
    LINUX,
    MAC,
    WINDOWS;

    /** Everything that is neither of the others is treated as Linux. */
    public static OperatingSystem current() {
        return named(System.getProperty("os.name", ""));
    }

    /** @param name as in the system property {@code os.name} */
    static OperatingSystem named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("mac")) {
            return MAC;
        }
        return lower.startsWith("windows") ? WINDOWS : LINUX;
    }
}
