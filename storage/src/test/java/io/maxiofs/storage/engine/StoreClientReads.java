package io.maxiofs.storage.engine;

import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.reference.StoreClient;

/** Reads versions by their own ids. */
final class StoreClientReads {
    private StoreClientReads() {}

    static byte[] read(LocalObjectStore store, BucketName bucket, ObjectVersion version) {
        return StoreClient.read(store.find(bucket, version.key(), StoreClient.exactly(version)));
    }
}
