package io.maxiofs.server.admin.api;

import java.util.List;

/**
 * Buckets and their settings. Whoever is signed in sees and changes what S3 would let them; administrators everything. Calls
 * block and throw {@link AdminClientException}. Safe on any thread.
 */
public final class BucketsClient {
    private final AdminTransport transport;

    BucketsClient(AdminTransport transport) {
        this.transport = transport;
    }

    /** Those the caller may see, by name. */
    public List<BucketDocument> list() {
        return transport.readItems(transport.send("GET", "/api/v1/buckets"), BucketDocument.class);
    }

    public BucketDocument get(String bucket) {
        return transport.read(transport.send("GET", path(bucket).toString()), BucketDocument.class);
    }

    public BucketDocument create(BucketDocument.New bucket) {
        return transport.read(transport.send("POST", "/api/v1/buckets", bucket), BucketDocument.class);
    }

    public BucketDocument change(String bucket, BucketDocument.Change change) {
        return transport.read(transport.send("PATCH", path(bucket).toString(), change), BucketDocument.class);
    }

    /** Only an empty bucket can be deleted. */
    public void delete(String bucket) {
        transport.send("DELETE", path(bucket).toString());
    }

    /** @param quota null where there is to be no limit */
    public QuotaDocument setQuota(String bucket, QuotaDocument quota) {
        return transport.read(
                transport.send("PUT", path(bucket).segment("quota").toString(), quota), QuotaDocument.class);
    }

    /** All settings the caller may read, in the order of {@link BucketSettingDocument#NAMES}. */
    public List<BucketSettingDocument> settings(String bucket) {
        return transport.readItems(
                transport.send("GET", path(bucket).segment("settings").toString()), BucketSettingDocument.class);
    }

    /** @param setting one of {@link BucketSettingDocument#NAMES} */
    public BucketSettingDocument setting(String bucket, String setting) {
        return transport.read(
                transport.send("GET", setting(path(bucket), setting).toString()), BucketSettingDocument.class);
    }

    /** Puts S3's document; the answer is what the server made of it. */
    public BucketSettingDocument putSetting(String bucket, String setting, String document) {
        return transport.read(
                transport.send(
                        "PUT", setting(path(bucket), setting).toString(), new BucketSettingDocument.New(document)),
                BucketSettingDocument.class);
    }

    /** Takes a setting away; one that is not set is no error. */
    public void deleteSetting(String bucket, String setting) {
        transport.send("DELETE", setting(path(bucket), setting).toString());
    }

    public BucketForms.Lifecycle lifecycle(String bucket) {
        return transport.read(transport.send("GET", form(bucket, "lifecycle")), BucketForms.Lifecycle.class);
    }

    public BucketForms.Lifecycle putLifecycle(String bucket, BucketForms.Lifecycle form) {
        return transport.read(transport.send("PUT", form(bucket, "lifecycle"), form), BucketForms.Lifecycle.class);
    }

    public BucketForms.Cors cors(String bucket) {
        return transport.read(transport.send("GET", form(bucket, "cors")), BucketForms.Cors.class);
    }

    public BucketForms.Cors putCors(String bucket, BucketForms.Cors form) {
        return transport.read(transport.send("PUT", form(bucket, "cors"), form), BucketForms.Cors.class);
    }

    public BucketForms.Notifications notifications(String bucket) {
        return transport.read(transport.send("GET", form(bucket, "notification")), BucketForms.Notifications.class);
    }

    public BucketForms.Notifications putNotifications(String bucket, BucketForms.Notifications form) {
        return transport.read(
                transport.send("PUT", form(bucket, "notification"), form), BucketForms.Notifications.class);
    }

    public BucketForms.PublicAccessBlock publicAccessBlock(String bucket) {
        return transport.read(
                transport.send("GET", form(bucket, "public-access-block")), BucketForms.PublicAccessBlock.class);
    }

    public BucketForms.PublicAccessBlock putPublicAccessBlock(String bucket, BucketForms.PublicAccessBlock form) {
        return transport.read(
                transport.send("PUT", form(bucket, "public-access-block"), form), BucketForms.PublicAccessBlock.class);
    }

    public AclForm acl(String bucket) {
        return transport.read(transport.send("GET", form(bucket, "acl")), AclForm.class);
    }

    public AclForm putAcl(String bucket, AclForm.Change change) {
        return transport.read(transport.send("PUT", form(bucket, "acl"), change), AclForm.class);
    }

    /** Says who owns what is stored, and with that whether access control lists count. */
    public AclForm putOwnership(String bucket, String ownership) {
        return transport.read(
                transport.send("PUT", form(bucket, "ownership"), new AclForm.Ownership(ownership)), AclForm.class);
    }

    /** Changes of one bucket's settings that notice when somebody else was faster. */
    public BucketFormsClient forms(String bucket) {
        return new BucketFormsClient(transport, bucket);
    }

    /** Those it has, by id. */
    public List<BucketInventory> inventories(String bucket) {
        return transport.readItems(
                transport.send("GET", path(bucket).segment("inventories").toString()), BucketInventory.class);
    }

    /** Lets the server write an inventory now. */
    public JobDocument writeInventory(String bucket, String id) {
        return transport.read(
                transport.send(
                        "POST",
                        path(bucket)
                                .segment("inventories")
                                .segment(id)
                                .segment("jobs")
                                .toString()),
                JobDocument.class);
    }

    /** What the task would do now; nothing is changed. May take a while for a large bucket, and stops at a bound. */
    public BucketTask.Preview preview(String bucket, BucketTask task) {
        return transport.read(
                transport.send("POST", path(bucket).segment("previews").toString(), task), BucketTask.Preview.class);
    }

    /** Begins the task as a job. */
    public JobDocument begin(String bucket, BucketTask task) {
        return transport.read(
                transport.send("POST", path(bucket).segment("jobs").toString(), task), JobDocument.class);
    }

    private static AdminPath path(String bucket) {
        return AdminPath.ofBucket(bucket);
    }

    private static AdminPath setting(AdminPath bucket, String setting) {
        return bucket.segment("settings").segment(setting);
    }

    private static String form(String bucket, String setting) {
        return path(bucket).segment("forms").segment(setting).toString();
    }
}
