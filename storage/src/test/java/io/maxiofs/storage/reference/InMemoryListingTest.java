package io.maxiofs.storage.reference;

import io.maxiofs.storage.api.ObjectStore;
import java.time.InstantSource;

class InMemoryListingTest extends ListingContract {
    @Override
    protected ObjectStore open(InstantSource time, long minimumPartBytes) {
        return new InMemoryObjectStore(time, minimumPartBytes);
    }
}
