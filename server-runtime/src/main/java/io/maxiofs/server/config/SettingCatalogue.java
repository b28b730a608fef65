package io.maxiofs.server.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every setting there is. {@code docs/settings.md} is made from it. */
public final class SettingCatalogue {
    /** In the order they are documented: those fixed at the start, then those that can be changed while it runs. */
    public static final List<Setting<?>> ALL = Stream.<Setting<?>>concat(
                    Stream.of(ServerSettings.ALL, FederationSettings.ALL, LimitSettings.ALL)
                            .flatMap(List::stream),
                    ChangeableSettings.ALL.stream().map(ChangeableSetting::setting))
            .distinct()
            .toList();

    private static final Map<String, Setting<?>> BY_KEY =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Setting::key, Function.identity()));

    private SettingCatalogue() {}

    public static Optional<Setting<?>> find(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }
}
