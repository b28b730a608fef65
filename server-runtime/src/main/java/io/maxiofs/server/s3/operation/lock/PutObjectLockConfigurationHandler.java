package io.maxiofs.server.s3.operation.lock;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.xml.MalformedXmlException;
import io.maxiofs.server.s3.xml.XmlElement;
import io.maxiofs.server.service.BucketService;
import io.maxiofs.storage.model.DefaultRetention;
import io.maxiofs.storage.model.Retention;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns object lock on, for a bucket that has versioning, and sets the retention objects get by default. Never turns it
 * off.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectLockConfiguration.html">
 *     PutObjectLockConfiguration</a>
 */
public final class PutObjectLockConfigurationHandler implements OperationHandler.Blocking {
    private final BucketService buckets;

    public PutObjectLockConfigurationHandler(BucketService buckets) {
        this.buckets = buckets;
    }

    @Override
    public S3Response handle(S3Request request) {
        XmlElement root = LockDocuments.read(request, "ObjectLockConfiguration");
        if (!root.require("ObjectLockEnabled").equals("Enabled")) {
            throw new MalformedXmlException("Object lock is enabled or not spoken of");
        }
        buckets.setObjectLock(request.bucket(), defaultRetention(root)).join();
        return S3Response.ofStatus(200);
    }

    private static @Nullable DefaultRetention defaultRetention(XmlElement root) {
        List<XmlElement> rules = root.children("Rule");
        if (rules.isEmpty()) {
            return null;
        }
        XmlElement wanted = rules.getFirst()
                .child("DefaultRetention")
                .orElseThrow(() -> new MalformedXmlException("A rule without DefaultRetention"));
        String days = wanted.value("Days");
        String years = wanted.value("Years");
        if (rules.size() > 1 || (days == null) == (years == null)) {
            throw new MalformedXmlException("One rule, in days or in years");
        }
        Retention.Mode mode = LockDocuments.mode(wanted.require("Mode"));
        return days == null
                ? new DefaultRetention(
                        mode, amount(String.valueOf(years), DefaultRetention.Unit.YEARS), DefaultRetention.Unit.YEARS)
                : new DefaultRetention(mode, amount(days, DefaultRetention.Unit.DAYS), DefaultRetention.Unit.DAYS);
    }

    private static int amount(String text, DefaultRetention.Unit unit) {
        int amount;
        try {
            amount = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new MalformedXmlException("No number: " + text);
        }
        if (amount < 1) {
            throw invalid(unit, "Default retention period must be a positive integer value.");
        }
        if (amount > unit.most()) {
            throw invalid(unit, "Default retention period too large for the maximum of " + unit.most() + ".");
        }
        return amount;
    }

    private static S3Exception invalid(DefaultRetention.Unit unit, String message) {
        return new S3Exception(S3ErrorCode.INVALID_ARGUMENT, message)
                .with("ArgumentName", unit == DefaultRetention.Unit.DAYS ? "Days" : "Years");
    }
}
