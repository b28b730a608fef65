package io.maxiofs.server.config;

import java.util.OptionalLong;

/** The notation of the free space that is never used up: {@code auto}, or a number of bytes. */
public final class FreeSpaceFloor {
    private static final String AUTO = "auto";
    private static final SettingType<Long> BYTES = SettingTypes.bytes(0, 1L << 50);

    private FreeSpaceFloor() {}

    static SettingType<String> type() {
        return new SettingType<>(
                "auto, or " + BYTES.description(),
                text -> text.equalsIgnoreCase(AUTO) ? AUTO : BYTES.format(BYTES.parse(text)),
                text -> text);
    }

    /** Bytes; empty for {@code auto}. */
    public static OptionalLong bytes(String value) {
        return value.equals(AUTO) ? OptionalLong.empty() : OptionalLong.of(BYTES.parse(value));
    }
}
