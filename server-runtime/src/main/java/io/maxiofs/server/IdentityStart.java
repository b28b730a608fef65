package io.maxiofs.server;

import io.maxiofs.base.LifeCycle;
import io.maxiofs.server.config.DynamicSettings;
import io.maxiofs.server.config.Live;
import io.maxiofs.server.config.ServerSettings;
import io.maxiofs.server.database.IdentityTables;
import io.maxiofs.server.database.ServerDatabase;
import io.maxiofs.server.database.SettingTables;
import io.maxiofs.server.identity.FirstAdministrator;
import io.maxiofs.server.identity.IdentityService;
import io.maxiofs.server.identity.IdentityStorage;
import io.maxiofs.server.identity.MasterKey;
import io.maxiofs.server.identity.PasswordHasher;
import io.maxiofs.server.identity.SecretGenerator;
import io.maxiofs.server.log.ConsoleLog;
import io.maxiofs.storage.file.PrivateFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps that bring users and keys up: database, master key, snapshot, first administrator, lazy writer. */
final class IdentityStart {
    private static final Logger LOG = LoggerFactory.getLogger(IdentityStart.class);
    private static final Duration STOP_DEADLINE = Duration.ofSeconds(30);
    private static final Duration LAST_USED_FLUSH = Duration.ofMinutes(5);

    private final ServerOptions options;
    private final DataLayout layout;
    private final PrivateFiles files;
    private final LifeCycle lifeCycle;

    IdentityStart(ServerOptions options, DataLayout layout, PrivateFiles files, LifeCycle lifeCycle) {
        this.options = options;
        this.layout = layout;
        this.files = files;
        this.lifeCycle = lifeCycle;
    }

    /**
     * What is up then.
     *
     * @param masterKey encrypts what is secret in the database
     */
    record Opened(IdentityService identities, ServerDatabase database, MasterKey masterKey, DynamicSettings settings) {}

    Opened run(SecretGenerator generator) throws IOException {
        ServerDatabase database = ServerDatabase.open(layout.database());
        lifeCycle.onStop("database", STOP_DEADLINE, database::close);
        IdentityStorage tables = IdentityStorage.of(database);
        MasterKey masterKey = masterKey(tables.users());
        IdentityService identities = new IdentityService(
                tables,
                masterKey,
                new PasswordHasher(options.random(), PasswordHasher.Cost.DEFAULT),
                generator,
                options.clock());
        Optional<FirstAdministrator.Made> made =
                FirstAdministrator.ensure(identities, generator, options.environment());
        made.ifPresent(options.firstAdministrator());
        if (made.isEmpty() && options.environment().containsKey(FirstAdministrator.ACCESS_KEY_VARIABLE)) {
            LOG.info(
                    "There are users already: {}, {} and {} of the environment are not used",
                    FirstAdministrator.PASSWORD_VARIABLE,
                    FirstAdministrator.ACCESS_KEY_VARIABLE,
                    FirstAdministrator.SECRET_KEY_VARIABLE);
        }
        flushNowAndThen(identities);
        StoredSettings stored = new StoredSettings(new SettingTables(database), masterKey, options.clock());
        DynamicSettings settings = new DynamicSettings(options.configuration(), stored);
        followLogLevel(settings.live(ServerSettings.LOG_LEVEL));
        return new Opened(identities, database, masterKey, settings);
    }

    /** What was chosen at the start is in force already; what was changed before the start is not. */
    private void followLogLevel(Live<ServerSettings.LogLevel> level) {
        if (level.get() != options.configuration().get(ServerSettings.LOG_LEVEL)) {
            ConsoleLog.setLevel(level.get().name());
        }
        level.onChange(next -> ConsoleLog.setLevel(next.name()));
    }

    /** A new key where secrets are stored already would make them unreadable for good. */
    private MasterKey masterKey(IdentityTables tables) throws IOException {
        Optional<MasterKey> existing = MasterKey.read(files, layout.identityKey(), options.random());
        if (existing.isPresent()) {
            return existing.get();
        }
        if (!tables.load().keys().isEmpty()) {
            throw new StartException("The key file " + layout.identityKey()
                    + " is missing, and without it the stored access keys cannot be opened. Restore it from a backup.");
        }
        return MasterKey.create(files, layout.identityKey(), options.random());
    }

    /** Writes nothing while nobody uses the server, so that disks can sleep. */
    private void flushNowAndThen(IdentityService identities) {
        Timers.Running flushing = options.timers().every("identity-flush", LAST_USED_FLUSH, () -> flush(identities));
        lifeCycle.onStop("identities", STOP_DEADLINE, () -> {
            if (!flushing.end(STOP_DEADLINE)) {
                LOG.warn("Writing the last use of access keys is still under way");
            }
            identities.flushLastUsed();
        });
    }

    private static void flush(IdentityService identities) {
        try {
            identities.flushLastUsed();
        } catch (RuntimeException e) {
            LOG.warn("The last use of access keys could not be written; it will be tried again", e);
        }
    }
}
