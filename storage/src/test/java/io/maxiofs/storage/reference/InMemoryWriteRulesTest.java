package io.maxiofs.storage.reference;

import io.maxiofs.storage.api.ObjectStore;
import java.time.InstantSource;

class InMemoryWriteRulesTest extends WriteRulesContract {
    @Override
    protected ObjectStore open(InstantSource time, long minimumPartBytes) {
        return new InMemoryObjectStore(time, minimumPartBytes);
    }
}
