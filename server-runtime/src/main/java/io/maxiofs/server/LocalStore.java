package io.maxiofs.server;

import io.maxiofs.base.DayWindow;
import io.maxiofs.server.config.Configuration;
import io.maxiofs.server.config.FreeSpaceFloor;
import io.maxiofs.server.config.ServerSettings;
import io.maxiofs.server.config.ServerSettings.Durability;
import io.maxiofs.server.config.ServerSettings.Switch;
import io.maxiofs.storage.engine.EngineConfig;
import io.maxiofs.storage.engine.LocalObjectStore;
import io.maxiofs.storage.engine.StoreOptions;
import io.maxiofs.storage.engine.TenantLimits;
import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.file.LocalDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the store that keeps everything in the data directory. */
public final class LocalStore implements StoreOpener {
    private static final Logger LOG = LoggerFactory.getLogger(LocalStore.class);

    private final UnaryOperator<EngineConfig> adjustment;
    private final UnaryOperator<Disk> disk;
    private final LongConsumer recovered;

    public LocalStore() {
        this(config -> config);
    }

    /** @param recovered told now and then during a recovery how many records it has read */
    public static LocalStore telling(LongConsumer recovered) {
        return new LocalStore(config -> config, disk -> disk, recovered);
    }

    /** @param adjustment the last word on what the settings amount to; for tests that want a small store */
    public LocalStore(UnaryOperator<EngineConfig> adjustment) {
        this(adjustment, disk -> disk);
    }

    /** @param disk what the store sees of this machine's disk */
    public LocalStore(UnaryOperator<EngineConfig> adjustment, UnaryOperator<Disk> disk) {
        this(adjustment, disk, records -> {});
    }

    private LocalStore(UnaryOperator<EngineConfig> adjustment, UnaryOperator<Disk> disk, LongConsumer recovered) {
        this.adjustment = adjustment;
        this.disk = disk;
        this.recovered = recovered;
    }

    @Override
    public Opened open(Path dataDirectory, Configuration configuration, InstantSource clock, TenantLimits tenants)
            throws IOException {
        StoreOptions options = new StoreOptions(
                disk.apply(new LocalDisk()),
                adjustment.apply(engineConfig(configuration)),
                clock,
                new SecureRandom(),
                tenants);
        LocalObjectStore store = LocalObjectStore.open(dataDirectory, options, records -> {
            LOG.info("Recovery has read {} records", records);
            recovered.accept(records);
        });
        LOG.info("Opened the store {} in {}", store.id(), dataDirectory);
        return new Opened(store, store, store.changes(), store);
    }

    static EngineConfig engineConfig(Configuration configuration) {
        EngineConfig standard = EngineConfig.DEFAULT;
        OptionalLong floor = FreeSpaceFloor.bytes(configuration.get(ServerSettings.STORAGE_FREE_SPACE_FLOOR));
        EngineConfig.Space space = new EngineConfig.Space(
                floor.isEmpty() ? standard.space().floorPercent() : 0,
                floor.orElse(standard.space().floorBytes()),
                standard.space().minimumPartBytes(),
                configuration.get(ServerSettings.STORAGE_RESERVE));
        EngineConfig.Mode mode = configuration.get(ServerSettings.STORAGE_DURABILITY) == Durability.FAST
                ? EngineConfig.Mode.FAST
                : EngineConfig.Mode.SAFE;
        return standard.withSpace(space)
                .withEncryption(configuration.get(ServerSettings.STORAGE_ENCRYPTION) == Switch.ON)
                .withInlineBytes(Math.toIntExact(configuration.get(ServerSettings.STORAGE_INLINE_THRESHOLD)))
                .withUpkeep(upkeep(configuration))
                .withDurability(new EngineConfig.Durability(
                        mode, configuration.get(ServerSettings.STORAGE_FAST_FLUSH_INTERVAL)));
    }

    private static EngineConfig.Upkeep upkeep(Configuration configuration) {
        boolean safeMode = configuration.get(ServerSettings.SAFE_MODE);
        int scrubDays = safeMode ? 0 : configuration.get(ServerSettings.STORAGE_SCRUB_INTERVAL_DAYS);
        return new EngineConfig.Upkeep(
                configuration.get(ServerSettings.STORAGE_CHANGES_MAX_HELD_BYTES),
                new EngineConfig.Compaction(
                        safeMode ? 1 : configuration.get(ServerSettings.STORAGE_COMPACTION_LIVE_BELOW_PERCENT),
                        configuration.get(ServerSettings.STORAGE_COMPACTION_BYTES_PER_SECOND),
                        window(configuration.get(ServerSettings.STORAGE_COMPACTION_QUIET_HOURS))),
                new EngineConfig.Scrub(
                        Duration.ofDays(scrubDays),
                        configuration.get(ServerSettings.STORAGE_SCRUB_BYTES_PER_SECOND),
                        window(configuration.get(ServerSettings.STORAGE_SCRUB_WINDOW))));
    }

    /** In the local time of this machine; null if there is none. */
    private static @Nullable DayWindow window(String text) {
        return text.isEmpty() ? null : DayWindow.parse(text, ZoneId.systemDefault());
    }
}
