package io.maxiofs.server;

import io.maxiofs.server.config.Configuration;
import io.maxiofs.server.identity.FirstAdministrator;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a server is started with.
 *
 * @param environment gives the first administrator, see {@link FirstAdministrator}
 * @param firstAdministrator told, once, what was made up; before any port is open
 * @param steps told of each step when it begins
 */
public record ServerOptions(
        Configuration configuration,
        Path dataDirectory,
        Map<String, String> environment,
        StoreOpener storeOpener,
        Consumer<FirstAdministrator.Made> firstAdministrator,
        Surroundings surroundings,
        Consumer<StartStep> steps) {

    InstantSource clock() {
        return surroundings.clock();
    }

    SecureRandom random() {
        return surroundings.random();
    }

    Timers timers() {
        return surroundings.timers();
    }
}
