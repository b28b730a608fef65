package io.maxiofs.server.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.config.ConfigurationLoader;
import io.maxiofs.server.config.DynamicSettings;
import io.maxiofs.server.database.FailureTables;
import io.maxiofs.server.database.ServerDatabase;
import io.maxiofs.server.identity.SignInThrottle;
import io.maxiofs.server.testing.TemporaryDirectory;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FederationTest {
    private final TemporaryDirectory directory = new TemporaryDirectory();
    private final ServerDatabase database = ServerDatabase.open(directory.path().resolve("maxiofs.db"));
    private final Federation federation = Federation.of(
            ConfigurationLoader.load(Map.of("federation.max-concurrent", "2"), Map.of(), null),
            new SignInThrottle(DynamicSettings.unchanged(), new FailureTables(database), InstantSource.system()),
            InstantSource.system());

    @AfterEach
    void close() {
        database.close();
        directory.close();
    }

    @Test
    void onlySoManyAskOthersAtATime() {
        Optional<Optional<Optional<String>>> nested =
                federation.inTurn(() -> federation.inTurn(() -> federation.inTurn(() -> "third")));
        assertThat(nested).isPresent();
        assertThat(nested.get()).contains(Optional.empty());
        assertThat(federation.inTurn(() -> "later")).contains("later");
    }

    @Test
    void aTurnThatFailsIsGivenBack() {
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> federation.inTurn(() -> {
                        throw new IllegalStateException("failed");
                    }))
                    .hasMessage("failed");
        }
        assertThat(federation.inTurn(() -> "later")).contains("later");
    }

    @Test
    void thereIsNoDirectoryUnlessOneIsNamed() {
        assertThat(federation.directory()).isEmpty();
        assertThat(federation.grants().policies(Map.of())).isEmpty();
    }
}
