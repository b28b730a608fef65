package io.maxiofs.server.s3.operation.access;

import io.maxiofs.server.policy.acl.PublicAccessBlock;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.BodyIntake;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.xml.XmlElement;
import io.maxiofs.server.s3.xml.XmlReader;
import io.maxiofs.server.service.BucketService;
import io.maxiofs.storage.model.BucketSetting;
import java.util.Locale;

/**
 * Sets the four switches against public access; those that are not named are off.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutPublicAccessBlock.html">PutPublicAccessBlock</a>
 */
public final class PutPublicAccessBlockHandler implements OperationHandler.Blocking {
    private static final int MAX_BYTES = 64 << 10;

    private final BucketService buckets;

    public PutPublicAccessBlockHandler(BucketService buckets) {
        this.buckets = buckets;
    }

    @Override
    public S3Response handle(S3Request request) {
        XmlElement root = XmlReader.read(BodyIntake.readDocument(request, MAX_BYTES), "PublicAccessBlockConfiguration");
        if (root.children().isEmpty()) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "Must specify at least one configuration.");
        }
        PublicAccessBlock block = new PublicAccessBlock(
                isOn(root, "BlockPublicAcls"),
                isOn(root, "IgnorePublicAcls"),
                isOn(root, "BlockPublicPolicy"),
                isOn(root, "RestrictPublicBuckets"));
        buckets.setDocument(request.bucket(), BucketSetting.PUBLIC_ACCESS_BLOCK, block.toText())
                .join();
        return S3Response.ofStatus(200);
    }

    private static boolean isOn(XmlElement root, String name) {
        String value = root.value(name);
        return switch (value == null ? "" : value.toLowerCase(Locale.ROOT)) {
            case "", "false" -> false;
            case "true" -> true;
            default -> throw new S3Exception(S3ErrorCode.MALFORMED_XML);
        };
    }
}
