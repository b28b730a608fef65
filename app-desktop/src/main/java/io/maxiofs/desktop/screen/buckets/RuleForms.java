package io.maxiofs.desktop.screen.buckets;

import io.maxiofs.desktop.control.Card;
import io.maxiofs.desktop.control.FormRows;
import io.maxiofs.desktop.fx.FormDialog;
import io.maxiofs.desktop.fx.FxDialogs;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.BucketForms;
import io.maxiofs.server.admin.api.BucketForms.CorsRule;
import io.maxiofs.server.admin.api.BucketForms.LifecycleRule;
import io.maxiofs.server.admin.api.BucketForms.NotificationRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Lists of rules in words, and the windows in which one is added. */
final class RuleForms {
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
    private static final List<String> EVENTS =
            List.of("s3:ObjectCreated:*", "s3:ObjectRemoved:*", "s3:ObjectTagging:*", "s3:LifecycleExpiration:*");

    private final Texts texts;
    private final FxDialogs dialogs;
    private final BucketSettingsViewModel model;
    private final Consumer<String> failed;

    RuleForms(Texts texts, FxDialogs dialogs, BucketSettingsViewModel model, Consumer<String> failed) {
        this.texts = texts;
        this.dialogs = dialogs;
        this.model = model;
        this.failed = failed;
    }

    void show(BucketsPort.Settings settings, VBox lifecycle, VBox cors, VBox notifications) {
        fill(lifecycle, settings.lifecycle().rules(), this::lines, rule -> model.removeLifecycleRule(rule, failed));
        fill(cors, settings.cors().rules(), this::lines, rule -> model.removeCorsRule(rule, failed));
        fill(
                notifications,
                settings.notifications().rules(),
                this::lines,
                rule -> model.removeNotification(rule, failed));
    }

    private <T> void fill(VBox box, List<T> rules, Function<T, List<String>> lines, Consumer<T> remove) {
        box.getChildren().clear();
        if (rules.isEmpty()) {
            Label none = new Label(texts.get("bucket-settings.no-rules"));
            none.getStyleClass().add("muted");
            box.getChildren().add(none);
        }
        for (T rule : rules) {
            List<String> words = lines.apply(rule);
            Button button = new Button(null, new FontIcon(Feather.TRASH_2));
            button.getStyleClass().add("button-icon");
            button.setAccessibleText(texts.get("bucket-settings.remove-rule", words.getFirst()));
            button.setTooltip(new Tooltip(texts.get("bucket-settings.remove-rule", words.getFirst())));
            button.setOnAction(e -> remove.accept(rule));
            Label text = new Label(String.join("\n", words.subList(1, words.size())));
            text.setWrapText(true);
            box.getChildren().add(new Card(words.getFirst(), text).actions(button));
        }
    }

    private List<String> lines(LifecycleRule rule) {
        List<String> lines = new ArrayList<>();
        String prefix = rule.filter().prefix();
        lines.add(prefix.isEmpty() ? texts.get("lifecycle.all") : texts.get("lifecycle.below", prefix));
        if (!rule.enabled()) {
            lines.add(texts.get("lifecycle.off"));
        }
        if (rule.expireAfterDays() != null) {
            lines.add(texts.get("lifecycle.expire", rule.expireAfterDays()));
        }
        if (rule.expireAtDate() != null) {
            lines.add(texts.get("lifecycle.expire-date", rule.expireAtDate()));
        }
        BucketForms.OlderVersions older = rule.olderVersions();
        if (older != null) {
            lines.add(
                    older.keep() == null
                            ? texts.get("lifecycle.older", older.days())
                            : texts.get("lifecycle.older-keep", older.days(), older.keep()));
        }
        if (rule.removeLoneMarkers()) {
            lines.add(texts.get("lifecycle.markers"));
        }
        if (rule.abortUploadsAfterDays() != null) {
            lines.add(texts.get("lifecycle.uploads", rule.abortUploadsAfterDays()));
        }
        rule.filter().tags().forEach((name, value) -> lines.add(texts.get("lifecycle.tag", name, value)));
        return lines;
    }

    private List<String> lines(CorsRule rule) {
        return List.of(
                String.join(", ", rule.origins()),
                texts.get("cors.methods", String.join(", ", rule.methods())),
                texts.get("cors.headers", String.join(", ", rule.headers())));
    }

    private List<String> lines(NotificationRule rule) {
        return List.of(
                rule.webhook(),
                texts.get("notification.events", String.join(", ", rule.events())),
                texts.get("notification.filter", rule.prefix(), rule.suffix()));
    }

    void openLifecycle() {
        TextField prefix = new TextField();
        Spinner<Integer> expire = days();
        Spinner<Integer> older = days();
        Spinner<Integer> keep = new Spinner<>(0, 100, 0);
        Spinner<Integer> uploads = days();
        CheckBox markers = new CheckBox();
        FormRows form = new FormRows()
                .note(texts.get("lifecycle.note"))
                .row(texts.get("lifecycle.prefix"), "lifecycle-prefix", prefix)
                .row(texts.get("lifecycle.expire-days"), "lifecycle-expire", expire)
                .row(texts.get("lifecycle.older-days"), "lifecycle-older", older)
                .row(texts.get("lifecycle.keep"), "lifecycle-keep", keep)
                .row(texts.get("lifecycle.upload-days"), "lifecycle-uploads", uploads)
                .row(texts.get("lifecycle.remove-markers"), "lifecycle-markers", markers);
        BooleanBinding something = Bindings.createBooleanBinding(
                () -> expire.getValue() + older.getValue() + uploads.getValue() > 0 || markers.isSelected(),
                expire.valueProperty(),
                older.valueProperty(),
                uploads.valueProperty(),
                markers.selectedProperty());
        dialogs.form(texts.get("lifecycle.title"))
                .content(form)
                .action(texts.get("bucket-settings.add-rule"), something, outcome -> {
                    model.addLifecycleRule(
                            new LifecycleRule(
                                    null,
                                    true,
                                    new BucketForms.Filter(prefix.getText(), Map.of(), null, null),
                                    positive(expire),
                                    older.getValue() == 0
                                            ? null
                                            : new BucketForms.OlderVersions(older.getValue(), positive(keep)),
                                    markers.isSelected(),
                                    positive(uploads),
                                    null),
                            outcome::failed,
                            outcome::done);
                })
                .show();
    }

    private static @Nullable Integer positive(Spinner<Integer> spinner) {
        return spinner.getValue() == 0 ? null : spinner.getValue();
    }

    private static Spinner<Integer> days() {
        Spinner<Integer> spinner = new Spinner<>(0, 36_500, 0);
        spinner.setEditable(true);
        return spinner;
    }

    void openCors() {
        TextField origins = new TextField("https://");
        TextField methods = new TextField("GET, HEAD");
        TextField headers = new TextField("*");
        Spinner<Integer> age = new Spinner<>(0, 86_400, 3_600);
        FormRows form = new FormRows()
                .row(texts.get("cors.origins"), "cors-origins", origins)
                .row(texts.get("cors.methods-field"), "cors-methods", methods)
                .row(texts.get("cors.headers-field"), "cors-headers", headers)
                .row(texts.get("cors.age"), "cors-age", age)
                .note(texts.get("cors.note"));
        dialogs.form(texts.get("cors.title"))
                .content(form)
                .action(
                        texts.get("bucket-settings.add-rule"),
                        origins.textProperty()
                                .isNotEmpty()
                                .and(methods.textProperty().isNotEmpty()),
                        outcome -> model.addCorsRule(
                                new CorsRule(
                                        null, parts(methods), parts(origins), parts(headers), List.of(), positive(age)),
                                outcome::failed,
                                outcome::done))
                .show();
    }

    private static List<String> parts(TextField field) {
        return COMMA.splitAsStream(field.getText().strip())
                .filter(part -> !part.isEmpty())
                .toList();
    }

    void openNotification() {
        BucketsPort.Settings settings = model.settingsProperty().get();
        List<String> webhooks = settings == null ? List.of() : settings.webhooks();
        FormDialog dialog = dialogs.form(texts.get("notification.title"));
        if (webhooks.isEmpty()) {
            dialog.content(new Label(texts.get("notification.no-webhooks")))
                    .action(
                            texts.get("bucket-settings.add-rule"),
                            new SimpleBooleanProperty(false),
                            FormDialog.Outcome::done)
                    .show();
            return;
        }
        ComboBox<String> webhook = new ComboBox<>(FXCollections.observableArrayList(webhooks));
        webhook.setValue(webhooks.getFirst());
        ComboBox<String> event = new ComboBox<>(FXCollections.observableArrayList(EVENTS));
        event.setValue(EVENTS.getFirst());
        TextField prefix = new TextField();
        TextField suffix = new TextField();
        FormRows form = new FormRows()
                .row(texts.get("notification.webhook"), "notification-webhook", webhook)
                .row(texts.get("notification.event"), "notification-event", event)
                .row(texts.get("lifecycle.prefix"), "notification-prefix", prefix)
                .row(texts.get("notification.suffix"), "notification-suffix", suffix);
        dialog.content(form)
                .action(
                        texts.get("bucket-settings.add-rule"),
                        new SimpleBooleanProperty(true),
                        outcome -> model.addNotification(
                                new NotificationRule(
                                        null,
                                        webhook.getValue(),
                                        List.of(event.getValue()),
                                        prefix.getText(),
                                        suffix.getText()),
                                outcome::failed,
                                outcome::done))
                .show();
    }
}
