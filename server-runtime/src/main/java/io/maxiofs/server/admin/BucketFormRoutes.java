package io.maxiofs.server.admin;

import io.maxiofs.server.admin.Route.Access;
import io.maxiofs.server.admin.Route.Answer;
import io.maxiofs.server.admin.Route.Call;
import io.maxiofs.server.admin.api.BucketForms;
import io.maxiofs.server.admin.api.BucketInventory;
import io.maxiofs.server.admin.api.BucketSettingDocument;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.event.inventory.InventoryConfiguration;
import io.maxiofs.server.event.inventory.InventoryDocument;
import io.maxiofs.server.event.inventory.InventoryField;
import io.maxiofs.server.s3.call.S3Caller;
import io.maxiofs.server.s3.xml.XmlWriter;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Settings of buckets as forms. The server makes S3's document of a form and gives it to S3's own operation, so that both
 * ways are checked by the same code. What is read is one state of the bucket; with {@code revision} a change is refused if
 * that is not its state any more.
 */
final class BucketFormRoutes {
    private static final String FORM = "/api/v1/buckets/{name}/forms/";
    private static final String INVENTORY = "/api/v1/buckets/{name}/inventories/{id}";

    private final AdminData data;
    private final BucketSettings settings;

    BucketFormRoutes(AdminData data) {
        this.data = data;
        this.settings = new BucketSettings(data);
    }

    /**
     * A setting and its form.
     *
     * @param stored what the bucket keeps of it
     * @param read of what is kept, null for nothing
     * @param write S3's document of a form and of what is kept now; empty to take the setting away
     */
    private record Form<F>(
            String setting,
            BucketSetting stored,
            Class<F> type,
            Function<@Nullable String, F> read,
            BiFunction<F, @Nullable String, byte[]> write) {

        @Nullable String kept(Bucket bucket) {
            return bucket.settings().get(stored);
        }
    }

    private static List<Form<?>> forms() {
        return List.of(
                new Form<>(
                        "lifecycle",
                        BucketSetting.LIFECYCLE,
                        BucketForms.Lifecycle.class,
                        LifecycleForms::form,
                        LifecycleForms::document),
                new Form<>("cors", BucketSetting.CORS, BucketForms.Cors.class, CorsForms::form, CorsForms::document),
                new Form<>(
                        "notification",
                        BucketSetting.NOTIFICATION,
                        BucketForms.Notifications.class,
                        NotificationForms::form,
                        NotificationForms::document),
                new Form<>(
                        "website",
                        BucketSetting.WEBSITE,
                        BucketForms.Website.class,
                        WebsiteForms::form,
                        WebsiteForms::document),
                new Form<>(
                        "logging",
                        BucketSetting.LOGGING,
                        BucketForms.Logging.class,
                        LoggingForms::form,
                        LoggingForms::document),
                new Form<>(
                        "encryption",
                        BucketSetting.ENCRYPTION,
                        BucketForms.Encryption.class,
                        EncryptionForms::form,
                        EncryptionForms::document),
                new Form<>(
                        "request-payment",
                        BucketSetting.REQUEST_PAYMENT,
                        BucketForms.RequestPayment.class,
                        // Kept for the one answer that is not the usual one only.
                        stored -> new BucketForms.RequestPayment(stored != null),
                        (form, stored) -> requestPayment(form)));
    }

    private static byte[] requestPayment(BucketForms.RequestPayment form) {
        return XmlWriter.document("RequestPaymentConfiguration")
                .element("Payer", form.requesterPays() ? "Requester" : "BucketOwner")
                .toBytes();
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        for (Form<?> form : forms()) {
            routes.add(new Route("GET", FORM + form.setting(), Access.SIGNED_IN, call -> Answer.ok(get(call, form))));
            routes.add(new Route("PUT", FORM + form.setting(), Access.SIGNED_IN, call -> Answer.ok(put(call, form))));
        }
        routes.add(new Route("PUT", INVENTORY, Access.SIGNED_IN, this::putInventory));
        routes.add(new Route("DELETE", INVENTORY, Access.SIGNED_IN, this::deleteInventory));
        return List.copyOf(routes);
    }

    private <F> F get(Call call, Form<F> form) {
        Bucket bucket = settings.readable(data.caller(call), call.segment("name"), form.setting());
        return form.read().apply(form.kept(bucket));
    }

    private <F> F put(Call call, Form<F> form) {
        String setting = form.setting();
        F given = call.body(form.type());
        String revision = BucketSettingRoutes.revision(call);
        S3Caller caller = data.caller(call);
        Bucket bucket = settings.readable(caller, call.segment("name"), setting);
        if (revision != null && !revision.equals(SettingRevision.of(bucket, setting))) {
            throw BucketSettings.changed(setting);
        }
        byte[] document = form.write().apply(given, form.kept(bucket));
        // What the form does not say was taken from this state, so it is the one to be changed, whatever the caller has
        // seen.
        BucketSettings.changing(setting, SettingRevision.of(bucket, setting), () -> {
            if (document.length == 0) {
                settings.delete(caller, call.segment("name"), setting);
            } else {
                settings.put(caller, call.segment("name"), setting, document);
            }
        });
        return get(call, form);
    }

    private Answer putInventory(Call call) {
        BucketInventory given = call.body(BucketInventory.class);
        if (!call.segment("id").equals(given.id())) {
            throw new AdminException(Problem.Code.INVALID, "The id of an inventory cannot be changed");
        }
        byte[] document = InventoryDocument.write(new InventoryConfiguration(
                given.id(),
                given.enabled(),
                given.allVersions(),
                isWeekly(given.schedule()),
                Documents.orEmpty(given.prefix()),
                BucketRoutes.name(Documents.required(given.destination(), "destination")),
                Documents.orEmpty(given.destinationPrefix()),
                given.fields().stream().map(BucketFormRoutes::field).toList()));
        BucketSettings.changing(
                BucketSettingDocument.INVENTORY,
                BucketSettingRoutes.revision(call),
                () -> settings.put(data.caller(call), call.segment("name"), BucketSettingDocument.INVENTORY, document));
        return Answer.ok(data.background().inventories().list(data.caller(call), call.segment("name")).stream()
                .filter(inventory -> inventory.id().equals(given.id()))
                .findFirst()
                .orElseThrow(() -> new AdminException(Problem.Code.NOT_FOUND, "It was deleted at once")));
    }

    private static boolean isWeekly(@Nullable String schedule) {
        return switch (Documents.orEmpty(schedule)) {
            case "daily" -> false;
            case "weekly" -> true;
            default -> throw new AdminException(Problem.Code.INVALID, "schedule is daily or weekly");
        };
    }

    private static InventoryField field(String name) {
        return InventoryField.ofWireName(name)
                .orElseThrow(() -> new AdminException(Problem.Code.INVALID, "There is no field " + name));
    }

    private Answer deleteInventory(Call call) {
        BucketSettings.changing(
                BucketSettingDocument.INVENTORY,
                BucketSettingRoutes.revision(call),
                () -> settings.deleteInventory(data.caller(call), call.segment("name"), call.segment("id")));
        return Answer.done();
    }
}
