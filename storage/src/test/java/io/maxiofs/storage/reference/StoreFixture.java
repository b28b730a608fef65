package io.maxiofs.storage.reference;

import io.maxiofs.storage.api.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;

/** What the contract tests stand on: a new store, and a clock that only the test moves. */
public abstract class StoreFixture {
    /** Smallest part but the last in the stores of these tests. */
    protected static final long MINIMUM_PART_BYTES = 16;

    protected final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00.123Z"));

    /** Set before every test. */
    protected StoreClient client = new StoreClient(new InMemoryObjectStore(clock));

    /**
     * A new, empty store. Who opens it closes it, in an after-each method of the subclass.
     *
     * @param minimumPartBytes what the store is to take as the smallest part but the last
     */
    protected abstract ObjectStore open(InstantSource time, long minimumPartBytes);

    @BeforeEach
    final void openStore() {
        client = new StoreClient(open(clock, MINIMUM_PART_BYTES));
    }

    protected final ObjectStore store() {
        return client.store();
    }

    /** Moves the clock, so that what comes is later than what was. */
    protected final void later() {
        clock.advance(Duration.ofSeconds(2));
    }
}
