package io.maxiofs.desktop.screen.access;

import io.maxiofs.desktop.screen.Desk;
import io.maxiofs.server.admin.api.PoliciesDocument;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** The policies of one group or one user. Each change holds at once, and what holds then is shown. */
public final class PoliciesViewModel {
    private final Desk desk;
    private final Holder holder;
    private final List<String> managed;
    private final Runnable changed;
    private final ReadOnlyObjectWrapper<PoliciesDocument> policies =
            new ReadOnlyObjectWrapper<>(this, "policies", new PoliciesDocument(List.of(), Map.of()));

    /** Whose policies they are. Calls block. */
    public interface Holder {
        PoliciesDocument load();

        /** @return what is attached afterwards */
        PoliciesDocument change(PoliciesDocument.Change change);
    }

    /**
     * @param managed resource names of what can be attached
     * @param changed called after each change
     */
    public PoliciesViewModel(Desk desk, Holder holder, List<String> managed, Runnable changed) {
        this.desk = desk;
        this.holder = holder;
        this.managed = List.copyOf(managed);
        this.changed = changed;
    }

    /** The name of a policy that comes with the server, without what all of them have before it. */
    public static String shortName(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    public List<String> managed() {
        return managed;
    }

    public ReadOnlyObjectProperty<PoliciesDocument> policiesProperty() {
        return policies.getReadOnlyProperty();
    }

    public void refresh(Consumer<String> failed) {
        desk.submit(desk.texts().get("access.loading"), holder::load, policies::set, failed);
    }

    /** Attaches a policy that comes with the server, or takes it away. */
    public void attach(String arn, boolean attached, Consumer<String> failed) {
        change(
                attached
                        ? new PoliciesDocument.Change(arn, null, null, null)
                        : new PoliciesDocument.Change(null, arn, null, null),
                () -> {},
                failed);
    }

    /**
     * Sets a policy of the holder's own.
     *
     * @param document JSON; null to remove the policy
     */
    public void put(String name, @Nullable String document, Runnable done, Consumer<String> failed) {
        change(new PoliciesDocument.Change(null, null, name, document), done, failed);
    }

    private void change(PoliciesDocument.Change change, Runnable done, Consumer<String> failed) {
        desk.submit(
                desk.texts().get("access.saving"),
                () -> holder.change(change),
                after -> {
                    policies.set(after);
                    done.run();
                    changed.run();
                },
                failed);
    }
}
