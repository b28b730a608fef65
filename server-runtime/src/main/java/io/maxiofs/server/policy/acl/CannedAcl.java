package io.maxiofs.server.policy.acl;

import io.maxiofs.server.policy.acl.AccessControlList.Grant;
import io.maxiofs.storage.model.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The lists that have a name. The owner has full control in each.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl">Canned ACL</a>
 */
public enum CannedAcl {
    PRIVATE("private"),
    PUBLIC_READ("public-read"),
    PUBLIC_READ_WRITE("public-read-write"),
    AUTHENTICATED_READ("authenticated-read"),
    /** Lets EC2 read an image; there is no EC2 here, so nobody but the owner is granted anything. */
    AWS_EXEC_READ("aws-exec-read"),
    BUCKET_OWNER_READ("bucket-owner-read"),
    BUCKET_OWNER_FULL_CONTROL("bucket-owner-full-control"),
    LOG_DELIVERY_WRITE("log-delivery-write");

    private final String wireName;

    CannedAcl(String wireName) {
        this.wireName = wireName;
    }

    public static Optional<CannedAcl> ofWireName(String name) {
        for (CannedAcl acl : values()) {
            if (acl.wireName.equals(name)) {
                return Optional.of(acl);
            }
        }
        return Optional.empty();
    }

    /** The list on a bucket. What is said of the bucket's owner adds nothing there. */
    public AccessControlList onBucket(Owner owner) {
        return new AccessControlList(grants(owner, owner));
    }

    /** The list on an object. */
    public AccessControlList onObject(Owner owner, Owner bucketOwner) {
        return new AccessControlList(grants(owner, bucketOwner));
    }

    private List<Grant> grants(Owner owner, Owner bucketOwner) {
        List<Grant> grants = new ArrayList<>(AccessControlList.ofOwner(owner).grants());
        switch (this) {
            case PRIVATE, AWS_EXEC_READ -> {
                // The owner only.
            }
            case PUBLIC_READ -> grants.add(new Grant(Grantee.Group.ALL_USERS, AclPermission.READ));
            case PUBLIC_READ_WRITE -> {
                grants.add(new Grant(Grantee.Group.ALL_USERS, AclPermission.READ));
                grants.add(new Grant(Grantee.Group.ALL_USERS, AclPermission.WRITE));
            }
            case AUTHENTICATED_READ -> grants.add(new Grant(Grantee.Group.AUTHENTICATED_USERS, AclPermission.READ));
            case BUCKET_OWNER_READ -> addBucketOwner(grants, owner, bucketOwner, AclPermission.READ);
            case BUCKET_OWNER_FULL_CONTROL -> addBucketOwner(grants, owner, bucketOwner, AclPermission.FULL_CONTROL);
            case LOG_DELIVERY_WRITE -> {
                grants.add(new Grant(Grantee.Group.LOG_DELIVERY, AclPermission.WRITE));
                grants.add(new Grant(Grantee.Group.LOG_DELIVERY, AclPermission.READ_ACP));
            }
        }
        return grants;
    }

    private static void addBucketOwner(List<Grant> grants, Owner owner, Owner bucketOwner, AclPermission permission) {
        if (!owner.canonicalId().equals(bucketOwner.canonicalId())) {
            grants.add(new Grant(new Grantee.User(bucketOwner.canonicalId()), permission));
        }
    }
}
