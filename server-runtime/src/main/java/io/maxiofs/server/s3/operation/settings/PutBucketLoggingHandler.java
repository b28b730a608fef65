package io.maxiofs.server.s3.operation.settings;

import io.maxiofs.server.event.accesslog.LoggingConfiguration;
import io.maxiofs.server.event.accesslog.LoggingDocument;
import io.maxiofs.server.identity.UserDirectory;
import io.maxiofs.server.policy.ServiceRights;
import io.maxiofs.server.policy.acl.AccessControlList;
import io.maxiofs.server.policy.acl.AccessControlList.Grant;
import io.maxiofs.server.policy.acl.Grantee;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.header.GrantHeader;
import io.maxiofs.server.s3.header.RequestedAcl;
import io.maxiofs.server.s3.operation.BodyIntake;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.xml.MalformedXmlException;
import io.maxiofs.server.s3.xml.XmlElement;
import io.maxiofs.server.service.ObjectOwnership;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.model.Bucket;
import java.util.List;
import java.util.Optional;

/**
 * Says where the access log of a bucket goes. A target of the same owner needs no more; one of somebody else must have a policy
 * that allows it to the service that delivers.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLogging.html">PutBucketLogging</a>
 */
public final class PutBucketLoggingHandler implements OperationHandler.Blocking {
    private final StoredDocument document;
    private final BucketCatalog catalog;
    private final UserDirectory users;
    private final ServiceRights rights = new ServiceRights();

    PutBucketLoggingHandler(StoredDocument document, BucketCatalog catalog, UserDirectory users) {
        this.document = document;
        this.catalog = catalog;
        this.users = users;
    }

    @Override
    public S3Response handle(S3Request request) {
        Bucket source = catalog.get(request.bucket());
        Optional<LoggingConfiguration> logging = LoggingDocument.parse(
                BodyIntake.readDocument(request, LoggingDocument.MAX_BYTES), element -> grantee(element, source));
        if (logging.isEmpty()) {
            return document.remove(request, 200);
        }
        String name = logging.get().target().value();
        Bucket target = catalog.find(logging.get().target()).orElseThrow(() -> LoggingDocument.noTarget(name));
        // The name of a log object is only known when it is written, and judged again then.
        if (!source.owner().canonicalId().equals(target.owner().canonicalId())
                && !rights.mayWrite(
                        ServiceRights.LOGGING, source, target, logging.get().prefix() + "0")) {
            throw new S3Exception(
                            S3ErrorCode.INVALID_TARGET_BUCKET_FOR_LOGGING,
                            "The owner for the bucket to be logged and the target bucket must be the same.")
                    .with("TargetBucket", name);
        }
        requirePossible(logging.get().grants(), target);
        return document.put(request, LoggingDocument.write(logging.get()));
    }

    private Grantee grantee(XmlElement element, Bucket source) {
        GrantHeader grantees = new GrantHeader(users, List.of(source.owner()));
        return switch (element.attributes().getOrDefault("type", "")) {
            case "CanonicalUser" -> grantees.byId(element.require("ID"));
            case "AmazonCustomerByEmail" -> grantees.byEmail(element.require("EmailAddress"));
            case "Group" -> grantees.byUri(element.require("URI"));
            default -> throw new MalformedXmlException("Unknown sort of grantee");
        };
    }

    private static void requirePossible(List<Grant> grants, Bucket target) {
        if (grants.isEmpty()) {
            return;
        }
        if (ObjectOwnership.of(target) == ObjectOwnership.BUCKET_OWNER_ENFORCED) {
            throw new S3Exception(
                    S3ErrorCode.ACCESS_CONTROL_LIST_NOT_SUPPORTED,
                    "Target grants not allowed for bucket owner enforced buckets");
        }
        RequestedAcl.refusePublic(new AccessControlList(grants), target);
    }
}
