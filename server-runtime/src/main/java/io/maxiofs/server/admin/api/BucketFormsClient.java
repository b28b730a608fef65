package io.maxiofs.server.admin.api;

import org.jspecify.annotations.Nullable;

/**
 * The settings of one bucket as forms. Each change names the {@link BucketSettingDocument#revision() revision} of what its
 * maker has seen, and is refused with {@code changed} if something else is stored by then; with null it replaces whatever is
 * there. Calls block and throw {@link AdminClientException}. Safe on any thread.
 */
public final class BucketFormsClient {
    private final AdminTransport transport;
    private final String bucket;

    BucketFormsClient(AdminTransport transport, String bucket) {
        this.transport = transport;
        this.bucket = bucket;
    }

    public BucketForms.Lifecycle put(BucketForms.Lifecycle form, @Nullable String revision) {
        return put("lifecycle", form, BucketForms.Lifecycle.class, revision);
    }

    public BucketForms.Cors put(BucketForms.Cors form, @Nullable String revision) {
        return put("cors", form, BucketForms.Cors.class, revision);
    }

    public BucketForms.Notifications put(BucketForms.Notifications form, @Nullable String revision) {
        return put("notification", form, BucketForms.Notifications.class, revision);
    }

    public BucketForms.PublicAccessBlock put(BucketForms.PublicAccessBlock form, @Nullable String revision) {
        return put("public-access-block", form, BucketForms.PublicAccessBlock.class, revision);
    }

    public BucketForms.Website website() {
        return get("website", BucketForms.Website.class);
    }

    public BucketForms.Website put(BucketForms.Website form, @Nullable String revision) {
        return put("website", form, BucketForms.Website.class, revision);
    }

    public BucketForms.Logging logging() {
        return get("logging", BucketForms.Logging.class);
    }

    public BucketForms.Logging put(BucketForms.Logging form, @Nullable String revision) {
        return put("logging", form, BucketForms.Logging.class, revision);
    }

    public BucketForms.RequestPayment requestPayment() {
        return get("request-payment", BucketForms.RequestPayment.class);
    }

    public BucketForms.RequestPayment put(BucketForms.RequestPayment form, @Nullable String revision) {
        return put("request-payment", form, BucketForms.RequestPayment.class, revision);
    }

    public BucketForms.Encryption encryption() {
        return get("encryption", BucketForms.Encryption.class);
    }

    public BucketForms.Encryption put(BucketForms.Encryption form, @Nullable String revision) {
        return put("encryption", form, BucketForms.Encryption.class, revision);
    }

    /** Makes an inventory, or replaces the one of that id. */
    public BucketInventory put(BucketInventory inventory, @Nullable String revision) {
        return transport.read(
                transport.send("PUT", inventory(inventory.id(), revision), inventory), BucketInventory.class);
    }

    /** What it has written stays. */
    public void deleteInventory(String id, @Nullable String revision) {
        transport.send("DELETE", inventory(id, revision));
    }

    /** S3's document; the answer is what the server made of it. */
    public BucketSettingDocument putDocument(String setting, String document, @Nullable String revision) {
        return transport.read(
                transport.send("PUT", document(setting, revision), new BucketSettingDocument.New(document)),
                BucketSettingDocument.class);
    }

    /** Takes a setting away; one that is not set is no error. */
    public void deleteDocument(String setting, @Nullable String revision) {
        transport.send("DELETE", document(setting, revision));
    }

    private <F> F get(String setting, Class<F> type) {
        return transport.read(transport.send("GET", form(setting, null)), type);
    }

    private <F> F put(String setting, F form, Class<F> type, @Nullable String revision) {
        return transport.read(transport.send("PUT", form(setting, revision), form), type);
    }

    private String form(String setting, @Nullable String revision) {
        return path(revision, "forms", setting);
    }

    private String document(String setting, @Nullable String revision) {
        return path(revision, "settings", setting);
    }

    private String inventory(String id, @Nullable String revision) {
        return path(revision, "inventories", id);
    }

    private String path(@Nullable String revision, String kind, String name) {
        return AdminPath.ofBucket(bucket)
                .segment(kind)
                .segment(name)
                .with("revision", revision)
                .toString();
    }
}
