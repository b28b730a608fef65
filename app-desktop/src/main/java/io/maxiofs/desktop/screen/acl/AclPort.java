package io.maxiofs.desktop.screen.acl;

import io.maxiofs.desktop.screen.ScreenContext;
import io.maxiofs.server.admin.api.AclForm;
import io.maxiofs.server.admin.api.ObjectDetails;
import io.maxiofs.server.admin.api.ObjectRef;

/** What is asked of the server about one list. Calls block. */
public interface AclPort {

    AclForm load();

    void save(AclForm.Change change);

    /** @param document S3's own */
    void saveDocument(String document);

    /** Says who owns what is stored in the bucket. Only for the list of a bucket. */
    void putOwnership(String ownership);

    /** The list of a bucket. */
    static AclPort ofBucket(ScreenContext context, String bucket) {
        return new OfBucket(context, bucket);
    }

    /** The list of an object. */
    static AclPort ofObject(ScreenContext context, String bucket, ObjectRef object) {
        return new OfObject(context, bucket, object);
    }

    /** Asks the session for its client each time, because tokens are renewed. */
    record OfBucket(ScreenContext context, String bucket) implements AclPort {
        @Override
        public AclForm load() {
            return context.session().admin().buckets().acl(bucket);
        }

        @Override
        public void save(AclForm.Change change) {
            context.session().admin().buckets().putAcl(bucket, change);
        }

        @Override
        public void saveDocument(String document) {
            context.session().admin().buckets().putSetting(bucket, "acl", document);
        }

        @Override
        public void putOwnership(String ownership) {
            context.session().admin().buckets().putOwnership(bucket, ownership);
        }
    }

    /** Asks the session for its client each time, because tokens are renewed. */
    record OfObject(ScreenContext context, String bucket, ObjectRef object) implements AclPort {
        @Override
        public AclForm load() {
            return context.session().admin().objects().acl(bucket, object);
        }

        @Override
        public void save(AclForm.Change change) {
            context.session().admin().objects().putAcl(bucket, object, change);
        }

        @Override
        public void saveDocument(String document) {
            context.session().admin().objects().change(bucket, object, ObjectDetails.Change.ofAcl(document));
        }

        @Override
        public void putOwnership(String ownership) {
            throw new UnsupportedOperationException("Ownership is a setting of the bucket");
        }
    }
}
