package io.maxiofs.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LifeCycleTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final List<String> stopped = new CopyOnWriteArrayList<>();
    private final LifeCycle lifeCycle = new LifeCycle();

    @Test
    void stopsInReverseAndOnce() {
        lifeCycle.onStop("store", LONG, () -> stopped.add("store"));
        lifeCycle.onStop("port", LONG, () -> stopped.add("port"));
        assertThat(lifeCycle.stop()).isEmpty();
        assertThat(lifeCycle.stop()).isEmpty();
        assertThat(stopped).containsExactly("port", "store");
    }

    @Test
    void stepThatFailsDoesNotKeepOthersFromTheirTurn() {
        lifeCycle.onStop("store", LONG, () -> stopped.add("store"));
        lifeCycle.onStop("port", LONG, () -> {
            throw new IOException("meant to fail");
        });
        assertThat(lifeCycle.stop()).containsExactly("port");
        assertThat(stopped).containsExactly("store");
        assertThat(lifeCycle.stop()).containsExactly("port");
    }

    @Test
    void stepThatHangsIsGivenUpAtItsDeadline() {
        CountDownLatch never = new CountDownLatch(1);
        lifeCycle.onStop("store", LONG, () -> stopped.add("store"));
        lifeCycle.onStop("port", Duration.ofMillis(20), never::await);
        assertThat(lifeCycle.stop()).containsExactly("port");
        assertThat(stopped).containsExactly("store");
        never.countDown();
    }

    @Test
    void nothingIsAddedAfterTheStop() {
        lifeCycle.stop();
        assertThatThrownBy(() -> lifeCycle.onStop("late", LONG, () -> {})).isInstanceOf(IllegalStateException.class);
    }
}
