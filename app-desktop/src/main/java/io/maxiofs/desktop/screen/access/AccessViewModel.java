package io.maxiofs.desktop.screen.access;

import io.maxiofs.desktop.fx.Dialogs.Confirmation;
import io.maxiofs.desktop.fx.LoadState;
import io.maxiofs.desktop.fx.Loader;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.screen.Desk;
import io.maxiofs.server.admin.api.AccessGridDocument;
import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.GroupDocument;
import io.maxiofs.server.admin.api.PoliciesDocument;
import io.maxiofs.server.admin.api.TenantDocument;
import io.maxiofs.server.admin.api.UserDocument;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** Users, keys, the grid, groups and tenants. After each change everything is loaded again. */
public final class AccessViewModel {
    private final Desk desk;
    private final Texts texts;
    private final AccessPort port;
    private final Loader<AccessPort.Everything> loader;
    private final ObservableList<UserDocument> users = FXCollections.observableArrayList();
    private final ObservableList<AccessKeyDocument> keys = FXCollections.observableArrayList();
    private final ObservableList<GroupDocument> groups = FXCollections.observableArrayList();
    private final ObservableList<TenantDocument> tenants = FXCollections.observableArrayList();
    private final StringProperty filter = new SimpleStringProperty(this, "filter", "");

    public AccessViewModel(Desk desk, AccessPort port) {
        this.desk = desk;
        this.texts = desk.texts();
        this.port = port;
        this.loader = new Loader<>(desk.background(), desk.failures()::explain);
        loader.valueProperty().subscribe(value -> {
            if (value != null) {
                users.setAll(value.users());
                keys.setAll(value.keys());
                groups.setAll(value.groups());
                tenants.setAll(value.tenants());
            }
        });
    }

    public void refresh() {
        loader.load(texts.get("access.loading"), port::load);
    }

    public ReadOnlyObjectProperty<LoadState> stateProperty() {
        return loader.stateProperty();
    }

    /** Null until it is loaded. */
    public ReadOnlyObjectProperty<AccessPort.@Nullable Everything> everythingProperty() {
        return loader.valueProperty();
    }

    public ObservableList<UserDocument> users() {
        return users;
    }

    public ObservableList<AccessKeyDocument> keys() {
        return keys;
    }

    public ObservableList<GroupDocument> groups() {
        return groups;
    }

    public ObservableList<TenantDocument> tenants() {
        return tenants;
    }

    public StringProperty filterProperty() {
        return filter;
    }

    /** @param tenant empty for the global one */
    public void createUser(
            String name, String password, String role, String tenant, Runnable done, Consumer<String> failed) {
        UserDocument.New user = new UserDocument.New(
                name,
                null,
                null,
                null,
                role,
                password.isEmpty() ? null : password,
                null,
                tenant.isEmpty() ? null : tenant);
        submit(() -> port.createUser(user), created -> done.run(), failed);
    }

    /** Suspends or admits again. */
    public void suspend(UserDocument user, boolean suspended) {
        run(() -> port.changeUser(
                user.name(), new UserDocument.Change(null, null, null, suspended ? "suspended" : "active", null)));
    }

    public void setPassword(UserDocument user, String password, Runnable done, Consumer<String> failed) {
        submit(
                () -> {
                    port.changeUser(user.name(), new UserDocument.Change(null, null, null, null, password));
                    return user;
                },
                changed -> done.run(),
                failed);
    }

    /** Lets somebody try again who has failed to sign in too often. */
    public void unlock(UserDocument user) {
        run(() -> port.unlock(user.name()));
    }

    public void delete(UserDocument user) {
        List<String> theirs = keys.stream()
                .filter(key -> key.user().equals(user.name()))
                .map(AccessKeyDocument::id)
                .toList();
        desk.dialogs()
                .confirmByName(
                        new Confirmation(
                                texts.get("access.user.delete.title", user.name()),
                                texts.get("access.user.delete.detail", theirs.size()),
                                theirs,
                                texts.get("access.user.delete")),
                        user.name(),
                        () -> run(() -> port.deleteUser(user.name())));
    }

    /**
     * Makes a key; its secret is in what {@code done} gets and nowhere else.
     *
     * @param bucket it is for; empty for all its user may
     * @param level one of the grid's; of no account without a bucket
     * @param expires null for never
     */
    public void createKey(
            String user,
            String bucket,
            String level,
            @Nullable Instant expires,
            Consumer<AccessKeyDocument.Issued> done,
            Consumer<String> failed) {
        submit(
                () -> bucket.isEmpty()
                        ? port.createKey(new AccessKeyDocument.New(user, null, expires))
                        : port.createKeyFor(new AccessGridDocument.KeyForBucket(bucket, level, user, expires)),
                done,
                failed);
    }

    /** @param keepOldSeconds how long the old key goes on working */
    public void rotate(
            AccessKeyDocument key,
            long keepOldSeconds,
            Consumer<AccessKeyDocument.Issued> done,
            Consumer<String> failed) {
        submit(() -> port.rotate(key.id(), keepOldSeconds), done, failed);
    }

    public void enable(AccessKeyDocument key, boolean enabled) {
        run(() -> port.changeKey(key.id(), new AccessKeyDocument.Change(enabled ? "active" : "disabled")));
    }

    /** @param expires null for never */
    public void expire(AccessKeyDocument key, @Nullable Instant expires, Runnable done, Consumer<String> failed) {
        submit(
                () -> {
                    port.changeKey(key.id(), new AccessKeyDocument.Change(null, expires, expires == null, null));
                    return key;
                },
                changed -> done.run(),
                failed);
    }

    /** @param policy JSON; empty for all the key's user may */
    public void setPolicy(AccessKeyDocument key, String policy, Runnable done, Consumer<String> failed) {
        submit(
                () -> {
                    port.changeKey(key.id(), new AccessKeyDocument.Change(null, null, false, policy));
                    return key;
                },
                changed -> done.run(),
                failed);
    }

    public void delete(AccessKeyDocument key) {
        desk.dialogs()
                .confirm(
                        new Confirmation(
                                texts.get("access.key.delete.title"),
                                texts.get("access.key.delete.detail"),
                                List.of(key.id() + "  " + key.user() + "  " + lastUsed(key)),
                                texts.get("access.key.delete")),
                        () -> run(() -> port.deleteKey(key.id())));
    }

    /** Sets one cell of the grid, after asking if that would replace a policy the grid cannot show. */
    public void setCell(AccessGridDocument.Row row, @Nullable String bucket, String level) {
        if (!row.custom()) {
            run(() -> port.setCell(new AccessGridDocument.Cell(row.key(), bucket, level, false)));
            return;
        }
        desk.dialogs()
                .confirm(
                        new Confirmation(
                                texts.get("access.grid.custom.title", row.key()),
                                texts.get("access.grid.custom.detail"),
                                List.of(),
                                texts.get("access.grid.custom.action")),
                        () -> run(() -> port.setCell(new AccessGridDocument.Cell(row.key(), bucket, level, true))));
    }

    /** @param tenant name of its tenant; empty for the global one */
    public void createGroup(String name, String tenant, Runnable done, Consumer<String> failed) {
        submit(
                () -> {
                    port.createGroup(new GroupDocument.New(name, tenant.isEmpty() ? null : tenant));
                    return name;
                },
                created -> done.run(),
                failed);
    }

    /** Takes a user in, or out. */
    public void setMember(
            GroupDocument group, String user, boolean member, Consumer<GroupDocument> done, Consumer<String> failed) {
        submit(
                () -> port.changeGroup(
                        group,
                        new GroupDocument.Change(member ? user : null, member ? null : user, null, null, null, null)),
                done,
                failed);
    }

    /** What is attached to a group, to be changed. */
    public PoliciesViewModel policiesOf(GroupDocument group) {
        return new PoliciesViewModel(
                desk,
                new PoliciesViewModel.Holder() {
                    @Override
                    public PoliciesDocument load() {
                        return port.load().groups().stream()
                                .filter(g -> g.name().equals(group.name())
                                        && g.tenant().equals(group.tenant()))
                                .findFirst()
                                .map(AccessViewModel::policies)
                                .orElseGet(() -> new PoliciesDocument(List.of(), Map.of()));
                    }

                    @Override
                    public PoliciesDocument change(PoliciesDocument.Change change) {
                        return policies(port.changeGroup(
                                group,
                                new GroupDocument.Change(
                                        null,
                                        null,
                                        change.attach(),
                                        change.detach(),
                                        change.policyName(),
                                        change.policy())));
                    }
                },
                managed(),
                this::refresh);
    }

    private static PoliciesDocument policies(GroupDocument group) {
        return new PoliciesDocument(group.attached(), group.policies());
    }

    private List<String> managed() {
        AccessPort.Everything everything = loader.value();
        return everything == null ? List.of() : everything.managedPolicies();
    }

    /** What is attached to a user, to be changed. */
    public PoliciesViewModel policiesOf(UserDocument user) {
        return new PoliciesViewModel(
                desk,
                new PoliciesViewModel.Holder() {
                    @Override
                    public PoliciesDocument load() {
                        return port.policiesOf(user.name());
                    }

                    @Override
                    public PoliciesDocument change(PoliciesDocument.Change change) {
                        return port.changePoliciesOf(user.name(), change);
                    }
                },
                managed(),
                this::refresh);
    }

    public void delete(GroupDocument group) {
        desk.dialogs()
                .confirm(
                        new Confirmation(
                                texts.get("access.group.delete.title", group.name()),
                                texts.get("access.group.delete.detail"),
                                group.members(),
                                texts.get("access.group.delete")),
                        () -> run(() -> port.deleteGroup(group)));
    }

    public void createTenant(String name, TenantDocument.Limits limits, Runnable done, Consumer<String> failed) {
        submit(
                () -> {
                    port.createTenant(new TenantDocument.New(name, null, limits));
                    return name;
                },
                created -> done.run(),
                failed);
    }

    /** @param limits in the place of those there were */
    public void changeTenant(
            TenantDocument tenant,
            String displayName,
            TenantDocument.Limits limits,
            Runnable done,
            Consumer<String> failed) {
        submit(
                () -> {
                    port.changeTenant(tenant.name(), new TenantDocument.Change(displayName, null, limits));
                    return tenant;
                },
                changed -> done.run(),
                failed);
    }

    public void suspend(TenantDocument tenant, boolean suspended) {
        run(() -> port.changeTenant(
                tenant.name(), new TenantDocument.Change(null, suspended ? "suspended" : "active", null)));
    }

    public void delete(TenantDocument tenant) {
        desk.dialogs()
                .confirm(
                        new Confirmation(
                                texts.get("access.tenant.delete.title", tenant.name()),
                                texts.get("access.tenant.delete.detail"),
                                List.of(),
                                texts.get("access.tenant.delete")),
                        () -> run(() -> port.deleteTenant(tenant.name())));
    }

    private void run(Runnable change) {
        submit(
                () -> {
                    change.run();
                    return true;
                },
                done -> {},
                desk.notices()::error);
    }

    private <T> void submit(Callable<T> change, Consumer<T> done, Consumer<String> failed) {
        desk.submit(
                texts.get("access.saving"),
                change,
                result -> {
                    done.accept(result);
                    refresh();
                },
                failed);
    }

    /** When and from where, in words. */
    public String lastUsed(AccessKeyDocument key) {
        Instant when = key.lastUsed();
        if (when == null) {
            return texts.get("access.never-used");
        }
        String age = texts.formats().age(when, desk.clock().instant());
        AccessPort.Everything everything = loader.value();
        String address = everything == null ? null : everything.addresses().get(key.id());
        return address == null ? age : texts.get("access.used-from", age, address);
    }

    /** Active, disabled or expired. */
    public String keyState(AccessKeyDocument key) {
        Instant expires = key.expires();
        boolean over = expires != null && !expires.isAfter(desk.clock().instant());
        return texts.get("access.status." + (over ? "expired" : key.status().toLowerCase(Locale.ROOT)));
    }

    public String expiry(AccessKeyDocument key) {
        Instant expires = key.expires();
        return expires == null ? texts.get("access.no-end") : texts.formats().dateTime(expires);
    }

    /** Name of a user's tenant, which the user's document has by its id; empty for the global one. */
    public String tenantOf(UserDocument user) {
        return tenants.stream()
                .filter(tenant -> tenant.id().equals(user.tenant()))
                .findFirst()
                .map(TenantDocument::name)
                .orElse(user.tenant());
    }

    /** Of a level of the grid. */
    public String levelText(String level) {
        return texts.get("access.level." + level);
    }

    /** How much of a limit is used, from 0 to 1 and more; null without one. */
    public static @Nullable Double share(long used, @Nullable Long limit) {
        if (limit == null) {
            return null;
        }
        return limit == 0 ? 1.0 : (double) used / limit;
    }

    /** Bytes of a limit in words. */
    public String bytesOf(long used, @Nullable Long limit) {
        return of(
                texts.formats().bytes(used),
                limit == null ? null : texts.formats().bytes(limit));
    }

    /** A number of a limit in words. */
    public String countOf(long used, @Nullable Long limit) {
        return of(
                texts.formats().number(used),
                limit == null ? null : texts.formats().number(limit));
    }

    private String of(String used, @Nullable String limit) {
        return limit == null ? used : texts.get("buckets.quota.of", used, limit);
    }
}
