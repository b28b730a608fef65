package io.maxiofs.desktop.fx;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.testing.Await;
import io.maxiofs.desktop.testing.DirectUiThread;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BackgroundTest {
    private final DirectUiThread ui = new DirectUiThread();
    private final Background background = new Background(ui);
    private final AtomicReference<Object> outcome = new AtomicReference<>();

    @Test
    void handsResultOn() {
        background.run("work", () -> "result", outcome::set, outcome::set);

        Await.until("the result is there", () -> "result".equals(outcome.get()));
        assertThat(background.running()).isEmpty();
    }

    @Test
    void handsFailureOn() {
        background.run(
                "work",
                () -> {
                    throw new IOException("broken");
                },
                outcome::set,
                outcome::set);

        Await.until("the failure is there", () -> outcome.get() instanceof IOException);
    }

    @Test
    void handsErrorOnInsteadOfLeavingAScreenLoading() {
        Loader<String> loader = new Loader<>(background, failure -> String.valueOf(failure.getCause()));
        loader.load("work", () -> {
            throw new NoSuchMethodError("gone");
        });

        Await.until(
                "it has failed", () -> loader.stateProperty().get().toString().contains("gone"));
        assertThat(background.running()).isEmpty();
    }

    @Test
    void cancelledWorkIsInterruptedAndSaysNothing() {
        CountDownLatch begun = new CountDownLatch(1);
        Work work = background.start(
                "work",
                w -> {
                    begun.countDown();
                    new CountDownLatch(1).await();
                    return "never";
                },
                outcome::set,
                outcome::set);
        Await.until("it runs", () -> begun.getCount() == 0);
        assertThat(background.running()).containsExactly(work);

        work.cancel();

        Await.until("it has ended", () -> background.running().isEmpty());
        assertThat(outcome.get()).isNull();
        assertThat(work.runningProperty().get()).isFalse();
    }

    @Test
    void laterLoadSupersedesEarlierOne() {
        Loader<String> loader = new Loader<>(background, Exception::getMessage);
        CountDownLatch first = new CountDownLatch(1);
        loader.load("first", () -> {
            first.await();
            return "first";
        });
        loader.load("second", () -> "second");
        first.countDown();

        Await.until("the second is there", () -> "second".equals(loader.value()));
        Await.until("nothing runs", () -> background.running().isEmpty());
        assertThat(loader.value()).isEqualTo("second");
        assertThat(loader.state()).isEqualTo(LoadState.LOADED);
    }

    @Test
    void failedLoadKeepsValueAndSaysWhy() {
        Loader<String> loader = new Loader<>(background, Exception::getMessage);
        loader.load("good", () -> "value");
        Await.until("loaded", () -> loader.state().equals(LoadState.LOADED));
        loader.load("bad", () -> {
            throw new IOException("no answer");
        });

        Await.until("failed", () -> loader.state().equals(new LoadState.Failed("no answer")));
        assertThat(loader.value()).isEqualTo("value");
    }
}
