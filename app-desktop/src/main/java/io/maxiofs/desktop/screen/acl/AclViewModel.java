package io.maxiofs.desktop.screen.acl;

import io.maxiofs.desktop.fx.LoadState;
import io.maxiofs.desktop.fx.Loader;
import io.maxiofs.desktop.screen.Desk;
import io.maxiofs.server.admin.api.AclForm;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * One access control list: a row for its owner, for the groups of S3 and for each user it names. What is ticked holds when it
 * was saved, all at once; S3 decides whether it is accepted.
 */
public final class AclViewModel {
    private static final int SHORT_ID = 12;

    private final Desk desk;
    private final AclPort port;
    private final Runnable saved;
    private final Loader<AclForm> loader;
    private final ObservableList<AclRow> rows = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper changed = new ReadOnlyBooleanWrapper(this, "changed");

    /** @param saved called after something was saved */
    public AclViewModel(Desk desk, AclPort port, Runnable saved) {
        this.desk = desk;
        this.port = port;
        this.saved = saved;
        this.loader = new Loader<>(desk.background(), desk.failures()::explain);
        loader.valueProperty().subscribe(form -> {
            if (form != null) {
                show(form);
            }
        });
    }

    public void refresh() {
        loader.load(desk.texts().get("acl.loading"), port::load);
    }

    public ReadOnlyObjectProperty<LoadState> stateProperty() {
        return loader.stateProperty();
    }

    /** As the server has it; null until it is loaded. */
    public ReadOnlyObjectProperty<@Nullable AclForm> formProperty() {
        return loader.valueProperty();
    }

    public ObservableList<AclRow> rows() {
        return rows;
    }

    /** Whether something is ticked that is not saved. */
    public ReadOnlyBooleanProperty changedProperty() {
        return changed.getReadOnlyProperty();
    }

    private void show(AclForm form) {
        List<AclRow> shown = new ArrayList<>();
        shown.add(row(AclForm.USER, form.owner(), ownerName(form), false));
        for (String group : List.of(AclForm.EVERYONE, AclForm.SIGNED_IN, AclForm.LOG_DELIVERY)) {
            shown.add(row(group, "", desk.texts().get("acl." + group), false));
        }
        for (AclForm.Grant grant : form.grants()) {
            AclRow row =
                    shown.stream().filter(one -> isFor(one, grant)).findFirst().orElse(null);
            if (row == null) {
                row = row(AclForm.USER, id(grant), userName(grant), true);
                shown.add(row);
            }
            if (AclForm.PERMISSIONS.contains(grant.permission())) {
                row.granted(grant.permission()).set(true);
            }
        }
        rows.setAll(shown);
        compare();
    }

    private static String id(AclForm.Grant grant) {
        String id = grant.grantee();
        return id == null ? "" : id;
    }

    private static boolean isFor(AclRow row, AclForm.Grant grant) {
        return row.kind().equals(grant.kind()) && row.grantee().equals(id(grant));
    }

    private AclRow row(String kind, String grantee, String name, boolean removable) {
        AclRow row = new AclRow(kind, grantee, name, removable);
        AclForm.PERMISSIONS.forEach(permission -> row.granted(permission).subscribe((before, after) -> compare()));
        return row;
    }

    private String ownerName(AclForm form) {
        return desk.texts().get("acl.owner", form.ownerName().isEmpty() ? cut(form.owner()) : form.ownerName());
    }

    private static String userName(AclForm.Grant grant) {
        String name = grant.name();
        return name == null || name.isEmpty() ? cut(id(grant)) : name;
    }

    private static String cut(String id) {
        return id.length() <= SHORT_ID ? id : id.substring(0, SHORT_ID) + "…";
    }

    /** @param named by name, canonical id or e-mail address; who that is, the server says when it is saved */
    public void add(String named) {
        String wanted = named.strip();
        boolean there = rows.stream()
                .anyMatch(row -> row.kind().equals(AclForm.USER)
                        && (row.grantee().equals(wanted) || row.name().equals(wanted)));
        if (!wanted.isEmpty() && !there) {
            AclRow row = row(AclForm.USER, wanted, wanted, true);
            row.granted("READ").set(true);
            rows.add(row);
            compare();
        }
    }

    public void remove(AclRow row) {
        rows.remove(row);
        compare();
    }

    private void compare() {
        AclForm form = loader.value();
        changed.set(form != null && !asked(form.grants()).equals(asked(grants())));
    }

    /** Without names and order, which say nothing. */
    private static Set<List<String>> asked(List<AclForm.Grant> grants) {
        Set<List<String>> asked = new HashSet<>();
        grants.forEach(grant -> asked.add(List.of(grant.kind(), id(grant), grant.permission())));
        return asked;
    }

    private List<AclForm.Grant> grants() {
        List<AclForm.Grant> grants = new ArrayList<>();
        for (AclRow row : rows) {
            for (String permission : AclForm.PERMISSIONS) {
                if (row.granted(permission).get()) {
                    grants.add(new AclForm.Grant(row.kind(), row.grantee(), null, permission));
                }
            }
        }
        return grants;
    }

    /** @param failed gets the reason in words; what was ticked stays */
    public void save(Consumer<String> failed) {
        AclForm.Change change = new AclForm.Change(grants());
        submit(() -> port.save(change), failed);
    }

    /** @param document S3's own */
    public void saveDocument(String document, Consumer<String> failed) {
        submit(() -> port.saveDocument(document), failed);
    }

    /** Says who owns what is stored in the bucket, and with that whether lists count. */
    public void putOwnership(String ownership, Consumer<String> failed) {
        submit(() -> port.putOwnership(ownership), failed);
    }

    private void submit(Runnable saving, Consumer<String> failed) {
        desk.submit(
                desk.texts().get("acl.saving"),
                () -> {
                    saving.run();
                    return true;
                },
                done -> {
                    desk.notices().success(desk.texts().get("acl.saved"));
                    refresh();
                    saved.run();
                },
                failed);
    }
}
