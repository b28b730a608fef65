package io.maxiofs.server.admin;

import io.maxiofs.server.admin.api.AccessGridDocument;
import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.AclForm;
import io.maxiofs.server.admin.api.AlertDocument;
import io.maxiofs.server.admin.api.AuditEntry;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.BucketForms;
import io.maxiofs.server.admin.api.BucketInventory;
import io.maxiofs.server.admin.api.BucketSettingDocument;
import io.maxiofs.server.admin.api.BucketTask;
import io.maxiofs.server.admin.api.ClientDocument;
import io.maxiofs.server.admin.api.GroupDocument;
import io.maxiofs.server.admin.api.HealthDocument;
import io.maxiofs.server.admin.api.JobDocument;
import io.maxiofs.server.admin.api.KmsKeyDocument;
import io.maxiofs.server.admin.api.MasterKeysDocument;
import io.maxiofs.server.admin.api.MetricsDocument;
import io.maxiofs.server.admin.api.MetricsHistory;
import io.maxiofs.server.admin.api.ObjectDetails;
import io.maxiofs.server.admin.api.ObjectEntry;
import io.maxiofs.server.admin.api.ObjectRef;
import io.maxiofs.server.admin.api.PoliciesDocument;
import io.maxiofs.server.admin.api.Presigned;
import io.maxiofs.server.admin.api.QuotaDocument;
import io.maxiofs.server.admin.api.S3Credentials;
import io.maxiofs.server.admin.api.ServerOverview;
import io.maxiofs.server.admin.api.ServerStatus;
import io.maxiofs.server.admin.api.SessionDocument;
import io.maxiofs.server.admin.api.SettingDocument;
import io.maxiofs.server.admin.api.ShareDocument;
import io.maxiofs.server.admin.api.SignIn;
import io.maxiofs.server.admin.api.TenantDocument;
import io.maxiofs.server.admin.api.TraceEntry;
import io.maxiofs.server.admin.api.TwoFactorDocument;
import io.maxiofs.server.admin.api.UpkeepDocument;
import io.maxiofs.server.admin.api.UploadDocument;
import io.maxiofs.server.admin.api.UserDocument;
import io.maxiofs.server.admin.api.WebhookDocument;
import java.util.Map;

/** What the routes answer when they do not refuse. Every route is here; a test, and the assertion where they answer, hold it true. */
final class OpenApiAnswers {
    private static final Map<String, Answered> ANSWERS = Map.ofEntries(
            Map.entry("GET /api/v1/access-grid", Answered.one(AccessGridDocument.class)),
            Map.entry("PUT /api/v1/access-grid", Answered.one(AccessGridDocument.Row.class)),
            Map.entry("GET /api/v1/access-keys", Answered.list(AccessKeyDocument.class)),
            Map.entry("POST /api/v1/access-keys", Answered.one(AccessKeyDocument.Issued.class)),
            Map.entry("POST /api/v1/access-keys/for-bucket", Answered.one(AccessKeyDocument.Issued.class)),
            Map.entry("DELETE /api/v1/access-keys/{id}", Answered.NOTHING),
            Map.entry("PATCH /api/v1/access-keys/{id}", Answered.one(AccessKeyDocument.class)),
            Map.entry("POST /api/v1/access-keys/{id}/rotate", Answered.one(AccessKeyDocument.Issued.class)),
            Map.entry("GET /api/v1/alerts", Answered.list(AlertDocument.class)),
            Map.entry("GET /api/v1/alerts/deliveries", Answered.list(AlertDocument.Delivery.class)),
            Map.entry("GET /api/v1/alerts/history", Answered.page(AlertDocument.class)),
            Map.entry("POST /api/v1/alerts/mute", Answered.NOTHING),
            Map.entry("GET /api/v1/alerts/objectives", Answered.list(AlertDocument.Objective.class)),
            Map.entry("GET /api/v1/alerts/rules", Answered.list(AlertDocument.Rule.class)),
            Map.entry("POST /api/v1/alerts/test", Answered.one(AlertDocument.TestResult.class)),
            Map.entry("GET /api/v1/audit", Answered.page(AuditEntry.class)),
            Map.entry("GET /api/v1/audit.csv", Answered.stream("text/csv; charset=utf-8")),
            Map.entry("POST /api/v1/auth/login", Answered.one(SignIn.Response.class)),
            Map.entry("POST /api/v1/auth/login/second-factor", Answered.one(SignIn.Response.class)),
            Map.entry("POST /api/v1/auth/logout", Answered.NOTHING),
            Map.entry("GET /api/v1/auth/me", Answered.one(SignIn.Me.class)),
            Map.entry("POST /api/v1/auth/password", Answered.NOTHING),
            Map.entry("GET /api/v1/auth/preferences", Answered.one(SignIn.Preferences.class)),
            Map.entry("PATCH /api/v1/auth/preferences", Answered.one(SignIn.Preferences.class)),
            Map.entry("POST /api/v1/auth/refresh", Answered.one(SignIn.Tokens.class)),
            Map.entry("POST /api/v1/auth/s3-credentials", Answered.one(S3Credentials.class)),
            Map.entry("DELETE /api/v1/auth/sessions", Answered.NOTHING),
            Map.entry("GET /api/v1/auth/sessions", Answered.list(SessionDocument.class)),
            Map.entry("DELETE /api/v1/auth/sessions/{id}", Answered.NOTHING),
            Map.entry("GET /api/v1/auth/two-factor", Answered.one(TwoFactorDocument.class)),
            Map.entry("POST /api/v1/auth/two-factor", Answered.one(TwoFactorDocument.Enrolment.class)),
            Map.entry("POST /api/v1/auth/two-factor/backup-codes", Answered.one(TwoFactorDocument.BackupCodes.class)),
            Map.entry("POST /api/v1/auth/two-factor/confirm", Answered.one(TwoFactorDocument.BackupCodes.class)),
            Map.entry("POST /api/v1/auth/two-factor/disable", Answered.NOTHING),
            Map.entry("GET /api/v1/buckets", Answered.list(BucketDocument.class)),
            Map.entry("POST /api/v1/buckets", Answered.one(BucketDocument.class)),
            Map.entry("DELETE /api/v1/buckets/{name}", Answered.NOTHING),
            Map.entry("GET /api/v1/buckets/{name}", Answered.one(BucketDocument.class)),
            Map.entry("PATCH /api/v1/buckets/{name}", Answered.one(BucketDocument.class)),
            Map.entry("GET /api/v1/buckets/{name}/deleted-objects", Answered.page(ObjectEntry.Deleted.class)),
            Map.entry("GET /api/v1/buckets/{name}/forms/acl", Answered.one(AclForm.class)),
            Map.entry("PUT /api/v1/buckets/{name}/forms/acl", Answered.one(AclForm.class)),
            Map.entry("GET /api/v1/buckets/{name}/forms/cors", Answered.one(BucketForms.Cors.class)),
            Map.entry("PUT /api/v1/buckets/{name}/forms/cors", Answered.one(BucketForms.Cors.class)),
            Map.entry("GET /api/v1/buckets/{name}/forms/lifecycle", Answered.one(BucketForms.Lifecycle.class)),
            Map.entry("PUT /api/v1/buckets/{name}/forms/lifecycle", Answered.one(BucketForms.Lifecycle.class)),
            Map.entry("GET /api/v1/buckets/{name}/forms/notification", Answered.one(BucketForms.Notifications.class)),
            Map.entry("PUT /api/v1/buckets/{name}/forms/notification", Answered.one(BucketForms.Notifications.class)),
            Map.entry("GET /api/v1/buckets/{name}/forms/encryption", Answered.one(BucketForms.Encryption.class)),
            Map.entry("PUT /api/v1/buckets/{name}/forms/encryption", Answered.one(BucketForms.Encryption.class)),
            Map.entry("GET /api/v1/buckets/{name}/forms/logging", Answered.one(BucketForms.Logging.class)),
            Map.entry("PUT /api/v1/buckets/{name}/forms/logging", Answered.one(BucketForms.Logging.class)),
            Map.entry(
                    "GET /api/v1/buckets/{name}/forms/request-payment", Answered.one(BucketForms.RequestPayment.class)),
            Map.entry(
                    "PUT /api/v1/buckets/{name}/forms/request-payment", Answered.one(BucketForms.RequestPayment.class)),
            Map.entry("GET /api/v1/buckets/{name}/forms/website", Answered.one(BucketForms.Website.class)),
            Map.entry("PUT /api/v1/buckets/{name}/forms/website", Answered.one(BucketForms.Website.class)),
            Map.entry("PUT /api/v1/buckets/{name}/forms/ownership", Answered.one(AclForm.class)),
            Map.entry(
                    "GET /api/v1/buckets/{name}/forms/public-access-block",
                    Answered.one(BucketForms.PublicAccessBlock.class)),
            Map.entry(
                    "PUT /api/v1/buckets/{name}/forms/public-access-block",
                    Answered.one(BucketForms.PublicAccessBlock.class)),
            Map.entry("POST /api/v1/buckets/{name}/jobs", Answered.one(JobDocument.class)),
            Map.entry("GET /api/v1/buckets/{name}/objects", Answered.part(ObjectEntry.Listing.class)),
            Map.entry("GET /api/v1/buckets/{name}/objects/acl", Answered.one(AclForm.class)),
            Map.entry("PUT /api/v1/buckets/{name}/objects/acl", Answered.one(AclForm.class)),
            Map.entry("GET /api/v1/buckets/{name}/objects/count", Answered.one(ObjectEntry.Count.class)),
            Map.entry("POST /api/v1/buckets/{name}/objects/delete", Answered.one(ObjectRef.Outcome.class)),
            Map.entry("GET /api/v1/buckets/{name}/objects/details", Answered.one(ObjectDetails.class)),
            Map.entry("PATCH /api/v1/buckets/{name}/objects/details", Answered.one(ObjectDetails.class)),
            Map.entry("POST /api/v1/buckets/{name}/objects/presign", Answered.one(Presigned.class)),
            Map.entry("POST /api/v1/buckets/{name}/objects/restore", Answered.one(ObjectEntry.class)),
            Map.entry("POST /api/v1/buckets/{name}/objects/undelete", Answered.one(ObjectRef.Outcome.class)),
            Map.entry("GET /api/v1/buckets/{name}/objects/versions", Answered.page(ObjectEntry.class)),
            Map.entry("POST /api/v1/buckets/{name}/previews", Answered.one(BucketTask.Preview.class)),
            Map.entry("PUT /api/v1/buckets/{name}/quota", Answered.one(QuotaDocument.class)),
            Map.entry("GET /api/v1/buckets/{name}/settings", Answered.list(BucketSettingDocument.class)),
            Map.entry("DELETE /api/v1/buckets/{name}/settings/{setting}", Answered.NOTHING),
            Map.entry("GET /api/v1/buckets/{name}/settings/{setting}", Answered.one(BucketSettingDocument.class)),
            Map.entry("PUT /api/v1/buckets/{name}/settings/{setting}", Answered.one(BucketSettingDocument.class)),
            Map.entry("GET /api/v1/clients", Answered.list(ClientDocument.class)),
            Map.entry("GET /api/v1/events", Answered.stream("text/event-stream")),
            Map.entry("GET /api/v1/groups", Answered.list(GroupDocument.class)),
            Map.entry("POST /api/v1/groups", Answered.one(GroupDocument.class)),
            Map.entry("DELETE /api/v1/groups/{name}", Answered.NOTHING),
            Map.entry("PATCH /api/v1/groups/{name}", Answered.one(GroupDocument.class)),
            Map.entry("GET /api/v1/health", Answered.one(ServerStatus.Health.class)),
            Map.entry("GET /api/v1/health/findings", Answered.one(HealthDocument.class)),
            Map.entry("GET /api/v1/buckets/{name}/inventories", Answered.list(BucketInventory.class)),
            Map.entry("PUT /api/v1/buckets/{name}/inventories/{id}", Answered.one(BucketInventory.class)),
            Map.entry("DELETE /api/v1/buckets/{name}/inventories/{id}", Answered.NOTHING),
            Map.entry("POST /api/v1/buckets/{name}/inventories/{id}/jobs", Answered.one(JobDocument.class)),
            Map.entry("GET /api/v1/jobs", Answered.list(JobDocument.class)),
            Map.entry("GET /api/v1/jobs/{id}", Answered.one(JobDocument.class)),
            Map.entry("POST /api/v1/jobs/{id}/cancel", Answered.one(JobDocument.class)),
            Map.entry("GET /api/v1/jobs/{id}/failures", Answered.list(ObjectRef.Failure.class)),
            Map.entry("GET /api/v1/kms-keys", Answered.list(KmsKeyDocument.class)),
            Map.entry("PATCH /api/v1/kms-keys", Answered.one(KmsKeyDocument.class)),
            Map.entry("POST /api/v1/kms-keys", Answered.one(KmsKeyDocument.class)),
            Map.entry("GET /api/v1/master-keys", Answered.one(MasterKeysDocument.class)),
            Map.entry("POST /api/v1/master-keys/rewrap", Answered.one(MasterKeysDocument.class)),
            Map.entry("POST /api/v1/master-keys/rotate", Answered.one(MasterKeysDocument.Key.class)),
            Map.entry("GET /api/v1/metrics", Answered.one(MetricsDocument.class)),
            Map.entry("GET /api/v1/metrics/history", Answered.one(MetricsHistory.class)),
            Map.entry("GET /api/v1/policies", Answered.list(String.class)),
            Map.entry("POST /api/v1/scrub/pause", Answered.one(HealthDocument.class)),
            Map.entry("POST /api/v1/scrub/repairs", Answered.one(JobDocument.class)),
            Map.entry("PUT /api/v1/scrub/repairs/content", Answered.one(JobDocument.class)),
            Map.entry("POST /api/v1/scrub/resume", Answered.one(HealthDocument.class)),
            Map.entry("POST /api/v1/scrub/start", Answered.one(HealthDocument.class)),
            Map.entry("PUT /api/v1/scrub/window", Answered.one(HealthDocument.class)),
            Map.entry("GET /api/v1/server/diagnostics", Answered.stream("application/zip")),
            Map.entry("GET /api/v1/server/overview", Answered.one(ServerOverview.class)),
            Map.entry("POST /api/v1/server/shutdown", Answered.NOTHING),
            Map.entry("GET /api/v1/server/status", Answered.one(ServerStatus.class)),
            Map.entry("POST /api/v1/server/tls/reload", Answered.one(ServerStatus.Tls.class)),
            Map.entry("GET /api/v1/settings", Answered.list(SettingDocument.class)),
            Map.entry("PATCH /api/v1/settings", Answered.list(SettingDocument.class)),
            Map.entry("GET /api/v1/settings/export", Answered.one(SettingDocument.Changes.class)),
            Map.entry("PUT /api/v1/settings/export", Answered.list(SettingDocument.class)),
            Map.entry("DELETE /api/v1/settings/{key}", Answered.one(SettingDocument.class)),
            Map.entry("GET /api/v1/settings/{key}", Answered.one(SettingDocument.class)),
            Map.entry("PUT /api/v1/settings/{key}", Answered.one(SettingDocument.class)),
            Map.entry("GET /api/v1/shares", Answered.page(ShareDocument.class)),
            Map.entry("POST /api/v1/shares", Answered.one(ShareDocument.Issued.class)),
            Map.entry("DELETE /api/v1/shares/{id}", Answered.NOTHING),
            Map.entry("GET /api/v1/shares/{id}", Answered.one(ShareDocument.class)),
            Map.entry("POST /api/v1/shares/{id}/revoke", Answered.one(ShareDocument.class)),
            Map.entry("GET /api/v1/tenants", Answered.list(TenantDocument.class)),
            Map.entry("POST /api/v1/tenants", Answered.one(TenantDocument.class)),
            Map.entry("DELETE /api/v1/tenants/{name}", Answered.NOTHING),
            Map.entry("GET /api/v1/tenants/{name}", Answered.one(TenantDocument.class)),
            Map.entry("PATCH /api/v1/tenants/{name}", Answered.one(TenantDocument.class)),
            Map.entry("GET /api/v1/trace", Answered.page(TraceEntry.class)),
            Map.entry("GET /api/v1/trace/{id}", Answered.one(TraceEntry.class)),
            Map.entry("GET /api/v1/trace/{id}/curl", Answered.stream("text/plain; charset=utf-8")),
            Map.entry("GET /api/v1/upkeep", Answered.one(UpkeepDocument.class)),
            Map.entry("POST /api/v1/upkeep/scrub", Answered.one(UpkeepDocument.class)),
            Map.entry("GET /api/v1/uploads", Answered.page(UploadDocument.class)),
            Map.entry("POST /api/v1/uploads/abort", Answered.one(UploadDocument.Outcome.class)),
            Map.entry("GET /api/v1/users", Answered.list(UserDocument.class)),
            Map.entry("POST /api/v1/users", Answered.one(UserDocument.Created.class)),
            Map.entry("DELETE /api/v1/users/{name}", Answered.NOTHING),
            Map.entry("GET /api/v1/users/{name}", Answered.one(UserDocument.class)),
            Map.entry("PATCH /api/v1/users/{name}", Answered.one(UserDocument.class)),
            Map.entry("DELETE /api/v1/users/{name}/lock", Answered.NOTHING),
            Map.entry("GET /api/v1/users/{name}/policies", Answered.one(PoliciesDocument.class)),
            Map.entry("PATCH /api/v1/users/{name}/policies", Answered.one(PoliciesDocument.class)),
            Map.entry("DELETE /api/v1/users/{name}/sessions", Answered.NOTHING),
            Map.entry("GET /api/v1/users/{name}/sessions", Answered.list(SessionDocument.class)),
            Map.entry("DELETE /api/v1/users/{name}/two-factor", Answered.NOTHING),
            Map.entry("GET /api/v1/webhooks", Answered.list(WebhookDocument.class)),
            Map.entry("POST /api/v1/webhooks", Answered.one(WebhookDocument.class)),
            Map.entry("DELETE /api/v1/webhooks/{name}", Answered.NOTHING),
            Map.entry("GET /api/v1/webhooks/{name}/dead-letters", Answered.list(WebhookDocument.DeadLetter.class)),
            Map.entry("POST /api/v1/webhooks/{name}/test", Answered.NOTHING),
            Map.entry("GET /health/live", Answered.one(Map.class)),
            Map.entry("GET /health/ready", Answered.one(Map.class)),
            Map.entry("GET /metrics", Answered.stream("text/plain; version=0.0.4; charset=utf-8")));

    private OpenApiAnswers() {}

    /** By method and path with a space between. */
    static Map<String, Answered> all() {
        return ANSWERS;
    }

    /** Whether a route answers as is said here; what is not here can be anything. */
    static boolean fits(Route route, Route.Answer answer) {
        Answered said = ANSWERS.get(route.method() + " /" + String.join("/", route.template()));
        return said == null || said.fits(answer);
    }
}
