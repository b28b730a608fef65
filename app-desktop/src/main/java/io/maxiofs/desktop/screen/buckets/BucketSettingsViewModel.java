package io.maxiofs.desktop.screen.buckets;

import io.maxiofs.desktop.fx.LoadState;
import io.maxiofs.desktop.fx.Loader;
import io.maxiofs.desktop.screen.Desk;
import io.maxiofs.desktop.screen.ServerJobs;
import io.maxiofs.server.admin.api.AdminClientException;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.BucketForms;
import io.maxiofs.server.admin.api.BucketInventory;
import io.maxiofs.server.admin.api.BucketSettingDocument;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.admin.api.QuotaDocument;
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

    private final RuleEdits<BucketForms.LifecycleRule> lifecycle;
    private final RuleEdits<BucketForms.CorsRule> cors;
    private final RuleEdits<BucketForms.NotificationRule> notifications;
    private final RuleEdits<BucketForms.RoutingRule> routing;

    /** Something to save. */
    @FunctionalInterface
    private interface Saving {
        /** @param revision of the setting that was seen; null if it may not be read */
        void run(@Nullable String revision);
    }

    public BucketSettingsViewModel(Desk desk, BucketsPort port, String bucket) {
        this.desk = desk;
        this.port = port;
        this.bucket = bucket;
        this.jobs = new ServerJobs(desk, port);
        this.loader = new Loader<>(desk.background(), desk.failures()::explain);
        this.lifecycle = new RuleEdits<>(
                desk.texts(),
                () -> forms().lifecycle().rules(),
                (rules, failed, done) -> save(
                        "lifecycle", seen -> port.put(bucket, new BucketForms.Lifecycle(rules), seen), failed, done));
        this.cors = new RuleEdits<>(
                desk.texts(),
                () -> forms().cors().rules(),
                (rules, failed, done) ->
                        save("cors", seen -> port.put(bucket, new BucketForms.Cors(rules), seen), failed, done));
        this.notifications = new RuleEdits<>(
                desk.texts(),
                () -> forms().notifications().rules(),
                (rules, failed, done) -> save(
                        "notification",
                        seen -> port.put(bucket, new BucketForms.Notifications(rules), seen),
                        failed,
                        done));
        this.routing = new RuleEdits<>(
                desk.texts(),
                () -> forms().website().rules(),
                (rules, failed, done) -> putWebsite(
                        new BucketForms.Website(
                                forms().website().index(), forms().website().error(), null, rules),
                        failed,
                        done));
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
    public void change(BucketDocument.Change change, Consumer<String> failed, Runnable done) {
        save("versioning", seen -> port.change(bucket, change), failed, done);
    }

    /** An empty document takes the setting away. */
    public void putDocument(String setting, String document, Consumer<String> failed) {
        if (document.isBlank()) {
            save(setting, seen -> port.deleteDocument(bucket, setting, seen), failed, () -> {});
        } else {
            save(setting, seen -> port.putDocument(bucket, setting, document, seen), failed, () -> {});
        }
    }

    RuleEdits<BucketForms.LifecycleRule> lifecycle() {
        return lifecycle;
    }

    RuleEdits<BucketForms.CorsRule> cors() {
        return cors;
    }

    RuleEdits<BucketForms.NotificationRule> notifications() {
        return notifications;
    }

    /** Of the website. */
    RuleEdits<BucketForms.RoutingRule> routing() {
        return routing;
    }

    public void putPublicAccess(BucketForms.PublicAccessBlock form, Consumer<String> failed, Runnable done) {
        save("public-access-block", seen -> port.put(bucket, form, seen), failed, done);
    }

    public void putWebsite(BucketForms.Website form, Consumer<String> failed, Runnable done) {
        save("website", seen -> port.put(bucket, form, seen), failed, done);
    }

    public void putLogging(BucketForms.Logging form, Consumer<String> failed, Runnable done) {
        save("logging", seen -> port.put(bucket, form, seen), failed, done);
    }

    public void putRequestPayment(BucketForms.RequestPayment form, Consumer<String> failed, Runnable done) {
        save("request-payment", seen -> port.put(bucket, form, seen), failed, done);
    }

    public void putEncryption(BucketForms.Encryption form, Consumer<String> failed, Runnable done) {
        save("encryption", seen -> port.put(bucket, form, seen), failed, done);
    }

    public void putQuota(QuotaDocument quota, Consumer<String> failed, Runnable done) {
        save("quota", seen -> port.putQuota(bucket, quota), failed, done);
    }

    public void putInventory(BucketInventory inventory, Consumer<String> failed, Runnable done) {
        save("inventory", seen -> port.put(bucket, inventory, seen), failed, done);
    }

    public void deleteInventory(String id, Consumer<String> failed) {
        save("inventory", seen -> port.deleteInventory(bucket, id, seen), failed, () -> {});
    }

    /** Lets the server write an inventory now, and follows it to its end. */
    public void writeInventory(String id) {
        jobs.follow(
                desk.texts().get("bucket-settings.inventory.writing", id),
                () -> port.writeInventory(bucket, id),
                job -> {});
    }

    /** @param lines one tag each, {@code name = value} */
    public void putTags(String lines, Consumer<String> failed, Runnable done) {
        String wrong = TagLines.wrongLine(lines);
        if (wrong == null) {
            change(BucketDocument.Change.ofTags(TagLines.parse(lines)), failed, done);
        } else {
            failed.accept(desk.texts().get("bucket-settings.tags.rule", wrong));
        }
    }

    private BucketsPort.Forms forms() {
        BucketsPort.Settings settings = loader.value();
        if (settings == null) {
            throw new IllegalStateException("Not loaded yet");
        }
        return settings.forms();
    }

    private @Nullable String revision(String setting) {
        BucketsPort.Settings settings = loader.value();
        BucketSettingDocument document =
                settings == null ? null : settings.documents().get(setting);
        return document == null ? null : document.revision();
    }

    private void save(String setting, Saving saving, Consumer<String> failed, Runnable done) {
        String seen = revision(setting);
        desk.submit(
                desk.texts().get("bucket-settings.saving", bucket),
                () -> saves(saving, seen),
                saved -> {
                    if (saved) {
                        desk.notices().success(desk.texts().get("bucket-settings.saved", bucket));
                        done.run();
                    } else {
                        failed.accept(desk.texts().get("bucket-settings.changed"));
                    }
                    refresh();
                },
                failed);
    }

    /** Whether nobody else was faster. */
    private static boolean saves(Saving saving, @Nullable String seen) {
        try {
            saving.run(seen);
            return true;
        } catch (AdminClientException e) {
            if (e.problem()
                    .filter(problem -> problem.code().equals(Problem.Code.CHANGED.text()))
                    .isPresent()) {
                return false;
            }
            throw e;
        }
    }
}
