package io.maxiofs.desktop.screen.buckets;

import io.maxiofs.desktop.fx.LoadState;
import io.maxiofs.desktop.fx.Loader;
import io.maxiofs.desktop.screen.Desk;
import io.maxiofs.desktop.screen.ServerJobs;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.BucketForms;
import io.maxiofs.server.admin.api.BucketSettingDocument;
import io.maxiofs.server.admin.api.QuotaDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one bucket, each as a form and as S3's own document. Whatever is saved is checked by the server, and both
 * are loaded again, so that what is shown is what holds.
 */
public final class BucketSettingsViewModel {
    private final Desk desk;
    private final BucketsPort port;
    private final String bucket;
    private final Loader<BucketsPort.Settings> loader;
    private final ServerJobs jobs;

    /** Something to save. */
    @FunctionalInterface
    private interface Saving {
        void run();
    }

    public BucketSettingsViewModel(Desk desk, BucketsPort port, String bucket) {
        this.desk = desk;
        this.port = port;
        this.bucket = bucket;
        this.jobs = new ServerJobs(desk, port);
        this.loader = new Loader<>(desk.background(), desk.failures()::explain);
    }

    public String bucket() {
        return bucket;
    }

    public void refresh() {
        loader.load(desk.texts().get("bucket-settings.loading", bucket), () -> port.settings(bucket));
    }

    public ReadOnlyObjectProperty<LoadState> stateProperty() {
        return loader.stateProperty();
    }

    /** Null until they are loaded. */
    public ReadOnlyObjectProperty<BucketsPort.@Nullable Settings> settingsProperty() {
        return loader.valueProperty();
    }

    /** S3's document of a setting; empty if it is not set or may not be read. */
    public String document(String setting) {
        BucketsPort.Settings settings = loader.value();
        if (settings == null) {
            return "";
        }
        BucketSettingDocument document = settings.documents().get(setting);
        String text = document == null ? null : document.document();
        return text == null ? "" : text;
    }

    /** @param failed gets the reason in words; what was typed stays */
    public void change(BucketDocument.Change change, Consumer<String> failed) {
        save(() -> port.change(bucket, change), failed);
    }

    /** An empty document takes the setting away. */
    public void putDocument(String setting, String document, Consumer<String> failed) {
        if (document.isBlank()) {
            save(() -> port.deleteDocument(bucket, setting), failed);
        } else {
            save(() -> port.putDocument(bucket, setting, document), failed);
        }
    }

    public void addLifecycleRule(BucketForms.LifecycleRule rule, Consumer<String> failed, Runnable done) {
        List<BucketForms.LifecycleRule> rules =
                new ArrayList<>(current().lifecycle().rules());
        rules.add(rule);
        save(() -> port.putLifecycle(bucket, new BucketForms.Lifecycle(rules)), failed, done);
    }

    public void removeLifecycleRule(BucketForms.LifecycleRule rule, Consumer<String> failed) {
        List<BucketForms.LifecycleRule> rules = without(current().lifecycle().rules(), rule);
        save(() -> port.putLifecycle(bucket, new BucketForms.Lifecycle(rules)), failed);
    }

    public void addCorsRule(BucketForms.CorsRule rule, Consumer<String> failed, Runnable done) {
        List<BucketForms.CorsRule> rules = new ArrayList<>(current().cors().rules());
        rules.add(rule);
        save(() -> port.putCors(bucket, new BucketForms.Cors(rules)), failed, done);
    }

    public void removeCorsRule(BucketForms.CorsRule rule, Consumer<String> failed) {
        List<BucketForms.CorsRule> rules = without(current().cors().rules(), rule);
        save(() -> port.putCors(bucket, new BucketForms.Cors(rules)), failed);
    }

    public void addNotification(BucketForms.NotificationRule rule, Consumer<String> failed, Runnable done) {
        List<BucketForms.NotificationRule> rules =
                new ArrayList<>(current().notifications().rules());
        rules.add(rule);
        save(() -> port.putNotifications(bucket, new BucketForms.Notifications(rules)), failed, done);
    }

    public void removeNotification(BucketForms.NotificationRule rule, Consumer<String> failed) {
        List<BucketForms.NotificationRule> rules =
                without(current().notifications().rules(), rule);
        save(() -> port.putNotifications(bucket, new BucketForms.Notifications(rules)), failed);
    }

    public void putPublicAccess(BucketForms.PublicAccessBlock form, Consumer<String> failed) {
        save(() -> port.putPublicAccess(bucket, form), failed);
    }

    public void putQuota(QuotaDocument quota, Consumer<String> failed) {
        save(() -> port.putQuota(bucket, quota), failed);
    }

    /** Lets the server write an inventory now, and follows it to its end. */
    public void writeInventory(String id) {
        jobs.follow(
                desk.texts().get("bucket-settings.inventory.writing", id),
                () -> port.writeInventory(bucket, id),
                job -> {});
    }

    /** @param lines one tag each, {@code name = value} */
    public void putTags(String lines, Consumer<String> failed) {
        Map<String, String> tags = new TreeMap<>();
        for (String line : lines.lines().toList()) {
            if (line.isBlank()) {
                continue;
            }
            int sign = line.indexOf('=');
            if (sign < 0) {
                failed.accept(desk.texts().get("bucket-settings.tags.rule", line.strip()));
                return;
            }
            tags.put(line.substring(0, sign).strip(), line.substring(sign + 1).strip());
        }
        change(BucketDocument.Change.ofTags(tags), failed);
    }

    private BucketsPort.Settings current() {
        BucketsPort.Settings settings = loader.value();
        if (settings == null) {
            throw new IllegalStateException("Not loaded yet");
        }
        return settings;
    }

    private static <T> List<T> without(List<T> rules, T rule) {
        List<T> left = new ArrayList<>(rules);
        left.remove(rule);
        return left;
    }

    private void save(Saving saving, Consumer<String> failed) {
        save(saving, failed, () -> {});
    }

    private void save(Saving saving, Consumer<String> failed, Runnable after) {
        desk.submit(
                desk.texts().get("bucket-settings.saving", bucket),
                () -> {
                    saving.run();
                    return bucket;
                },
                done -> {
                    desk.notices().success(desk.texts().get("bucket-settings.saved", bucket));
                    refresh();
                    after.run();
                },
                failed);
    }
}
