package io.maxiofs.desktop.screen;

import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.fx.Dialogs;
import io.maxiofs.desktop.fx.Failures;
import io.maxiofs.desktop.fx.Notices;
import io.maxiofs.desktop.fx.UiThread;
import io.maxiofs.desktop.fx.Work;
import io.maxiofs.desktop.i18n.Texts;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** What a view model gets from outside whatever it shows: a {@link ScreenContext} without the server. */
public record Desk(
        UiThread ui, Background background, Texts texts, Dialogs dialogs, Notices notices, InstantSource clock) {

    public static Desk of(ScreenContext context) {
        return new Desk(
                context.ui(),
                context.background(),
                context.texts(),
                context.dialogs(),
                context.notices(),
                context.clock());
    }

    /** Makes sentences of failures. */
    public Failures failures() {
        return new Failures(texts);
    }

    /** Does something elsewhere; a failure is told as a notice. */
    public <T> Work run(String name, Callable<T> job, Consumer<? super T> done) {
        return background.run(
                name, job, done, failure -> notices.error(failures().explain(failure)));
    }

    /** Does something elsewhere for a form, which is told how it went. */
    public <T> Work submit(String name, Callable<T> job, Consumer<? super T> done, Consumer<String> failed) {
        return background.run(
                name, job, done, failure -> failed.accept(failures().explain(failure)));
    }
}
