package io.maxiofs.server.admin;

import io.maxiofs.server.admin.api.AccessGridDocument;
import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.AclForm;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.BucketForms;
import io.maxiofs.server.admin.api.BucketInventory;
import io.maxiofs.server.admin.api.BucketSettingDocument;
import io.maxiofs.server.admin.api.BucketTask;
import io.maxiofs.server.admin.api.GroupDocument;
import io.maxiofs.server.admin.api.KmsKeyDocument;
import io.maxiofs.server.admin.api.MasterKeysDocument;
import io.maxiofs.server.admin.api.ObjectDetails;
import io.maxiofs.server.admin.api.ObjectRef;
import io.maxiofs.server.admin.api.PoliciesDocument;
import io.maxiofs.server.admin.api.Presigned;
import io.maxiofs.server.admin.api.QuotaDocument;
import io.maxiofs.server.admin.api.RepairDocument;
import io.maxiofs.server.admin.api.S3Credentials;
import io.maxiofs.server.admin.api.SettingDocument;
import io.maxiofs.server.admin.api.SignIn;
import io.maxiofs.server.admin.api.TenantDocument;
import io.maxiofs.server.admin.api.TwoFactorDocument;
import io.maxiofs.server.admin.api.UploadDocument;
import io.maxiofs.server.admin.api.UserDocument;
import io.maxiofs.server.admin.api.WebhookDocument;
import java.util.Map;

/** Which document the body of a request is, for the description of the API. A test compares it with what routes read. */
final class OpenApiBodies {
    private static final Map<String, Class<?>> BODIES = Map.ofEntries(
            Map.entry("PUT /api/v1/access-grid", AccessGridDocument.Cell.class),
            Map.entry("POST /api/v1/access-keys", AccessKeyDocument.New.class),
            Map.entry("POST /api/v1/access-keys/for-bucket", AccessGridDocument.KeyForBucket.class),
            Map.entry("PATCH /api/v1/access-keys/{id}", AccessKeyDocument.Change.class),
            Map.entry("POST /api/v1/access-keys/{id}/rotate", AccessGridDocument.Rotation.class),
            Map.entry("POST /api/v1/auth/login", SignIn.Request.class),
            Map.entry("POST /api/v1/auth/login/second-factor", SignIn.SecondFactor.class),
            Map.entry("POST /api/v1/auth/password", SignIn.PasswordChange.class),
            Map.entry("PATCH /api/v1/auth/preferences", SignIn.Preferences.class),
            Map.entry("POST /api/v1/auth/refresh", SignIn.Refresh.class),
            Map.entry("POST /api/v1/auth/s3-credentials", S3Credentials.Request.class),
            Map.entry("POST /api/v1/auth/two-factor", TwoFactorDocument.Begin.class),
            Map.entry("POST /api/v1/auth/two-factor/backup-codes", TwoFactorDocument.Proof.class),
            Map.entry("POST /api/v1/auth/two-factor/confirm", TwoFactorDocument.Confirm.class),
            Map.entry("POST /api/v1/auth/two-factor/disable", TwoFactorDocument.Proof.class),
            Map.entry("POST /api/v1/buckets", BucketDocument.New.class),
            Map.entry("PATCH /api/v1/buckets/{name}", BucketDocument.Change.class),
            Map.entry("PUT /api/v1/buckets/{name}/forms/acl", AclForm.Change.class),
            Map.entry("PUT /api/v1/buckets/{name}/forms/cors", BucketForms.Cors.class),
            Map.entry("PUT /api/v1/buckets/{name}/forms/lifecycle", BucketForms.Lifecycle.class),
            Map.entry("PUT /api/v1/buckets/{name}/forms/notification", BucketForms.Notifications.class),
            Map.entry("PUT /api/v1/buckets/{name}/forms/encryption", BucketForms.Encryption.class),
            Map.entry("PUT /api/v1/buckets/{name}/forms/logging", BucketForms.Logging.class),
            Map.entry("PUT /api/v1/buckets/{name}/forms/request-payment", BucketForms.RequestPayment.class),
            Map.entry("PUT /api/v1/buckets/{name}/forms/website", BucketForms.Website.class),
            Map.entry("PUT /api/v1/buckets/{name}/inventories/{id}", BucketInventory.class),
            Map.entry("PUT /api/v1/buckets/{name}/forms/ownership", AclForm.Ownership.class),
            Map.entry("PUT /api/v1/buckets/{name}/forms/public-access-block", BucketForms.PublicAccessBlock.class),
            Map.entry("POST /api/v1/buckets/{name}/jobs", BucketTask.class),
            Map.entry("PUT /api/v1/buckets/{name}/objects/acl", AclForm.Change.class),
            Map.entry("POST /api/v1/buckets/{name}/objects/delete", ObjectRef.Deletion.class),
            Map.entry("PATCH /api/v1/buckets/{name}/objects/details", ObjectDetails.Change.class),
            Map.entry("POST /api/v1/buckets/{name}/objects/presign", Presigned.Request.class),
            Map.entry("POST /api/v1/buckets/{name}/objects/restore", ObjectRef.class),
            Map.entry("POST /api/v1/buckets/{name}/objects/undelete", ObjectRef.Deletion.class),
            Map.entry("POST /api/v1/buckets/{name}/previews", BucketTask.class),
            Map.entry("PUT /api/v1/buckets/{name}/quota", QuotaDocument.class),
            Map.entry("PUT /api/v1/buckets/{name}/settings/{setting}", BucketSettingDocument.New.class),
            Map.entry("POST /api/v1/groups", GroupDocument.New.class),
            Map.entry("PATCH /api/v1/groups/{name}", GroupDocument.Change.class),
            Map.entry("PATCH /api/v1/kms-keys", KmsKeyDocument.Change.class),
            Map.entry("POST /api/v1/kms-keys", KmsKeyDocument.New.class),
            Map.entry("POST /api/v1/master-keys/rotate", MasterKeysDocument.Rotation.class),
            Map.entry("POST /api/v1/scrub/repairs", RepairDocument.Request.class),
            Map.entry("PATCH /api/v1/settings", SettingDocument.Changes.class),
            Map.entry("PUT /api/v1/settings/export", SettingDocument.Changes.class),
            Map.entry("PUT /api/v1/settings/{key}", SettingDocument.Change.class),
            Map.entry("POST /api/v1/tenants", TenantDocument.New.class),
            Map.entry("PATCH /api/v1/tenants/{name}", TenantDocument.Change.class),
            Map.entry("POST /api/v1/uploads/abort", UploadDocument.Abortion.class),
            Map.entry("POST /api/v1/users", UserDocument.New.class),
            Map.entry("PATCH /api/v1/users/{name}", UserDocument.Change.class),
            Map.entry("PATCH /api/v1/users/{name}/policies", PoliciesDocument.Change.class),
            Map.entry("POST /api/v1/webhooks", WebhookDocument.New.class));

    private OpenApiBodies() {}

    /** By method and path with a space between; those that are not here have none, or any. */
    static Map<String, Class<?>> all() {
        return BODIES;
    }
}
