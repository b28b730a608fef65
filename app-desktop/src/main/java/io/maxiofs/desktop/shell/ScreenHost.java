package io.maxiofs.desktop.shell;

import io.maxiofs.desktop.fx.Navigator;
import io.maxiofs.desktop.screen.Screen;
import io.maxiofs.desktop.screen.ScreenContext;
import io.maxiofs.desktop.screen.ScreenId;
import io.maxiofs.desktop.screen.ScreenTable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** Makes screens when they are first wanted, shows one at a time and remembers the way back. */
final class ScreenHost extends StackPane implements Navigator {
    private static final int MOST_REMEMBERED = 50;

    private final Map<ScreenId, Screen> screens = new EnumMap<>(ScreenId.class);
    private final Deque<Place> past = new ArrayDeque<>();
    private final ReadOnlyObjectWrapper<@Nullable Place> place = new ReadOnlyObjectWrapper<>(this, "place");
    private @Nullable ScreenContext context;
    private @Nullable Screen front;

    ScreenHost() {
        getStyleClass().add("shell-content");
    }

    /** Screens belong to this context from now on; those of the one before are closed. */
    void use(ScreenContext next) {
        clear();
        context = next;
    }

    void clear() {
        if (front != null) {
            front.hidden();
            front = null;
        }
        screens.values().forEach(Screen::close);
        screens.clear();
        past.clear();
        context = null;
        place.set(null);
        getChildren().clear();
    }

    @Override
    public void go(Place next) {
        Place before = place.get();
        if (context == null || next.equals(before)) {
            return;
        }
        if (before != null) {
            past.push(before);
            if (past.size() > MOST_REMEMBERED) {
                past.removeLast();
            }
        }
        show(context, next);
    }

    @Override
    public void back() {
        if (context != null && !past.isEmpty()) {
            show(context, past.pop());
        }
    }

    private void show(ScreenContext used, Place next) {
        Screen screen = screens.computeIfAbsent(next.screen(), id -> ScreenTable.create(id, used));
        screen.open(next);
        place.set(next);
        if (front != null && front.id() == next.screen()) {
            return;
        }
        if (front != null) {
            front.hidden();
        }
        front = screen;
        getChildren().setAll(screen.view());
        screen.shown();
    }

    /** Where the person is; null without a session. */
    ReadOnlyObjectProperty<@Nullable Place> placeProperty() {
        return place.getReadOnlyProperty();
    }

    Optional<Screen> front() {
        return Optional.ofNullable(front);
    }
}
