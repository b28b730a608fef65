package io.maxiofs.server.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The routes about buckets, objects and what is done with them. */
final class DataRoutes {

    private DataRoutes() {}

    static List<Route> of(AdminData data) {
        List<Route> routes = new ArrayList<>();
        BucketDocuments documents = new BucketDocuments(data, bucket -> Optional.empty());
        routes.addAll(new BucketRoutes(data, documents).routes());
        routes.addAll(new BucketSettingRoutes(data).routes());
        return routes;
    }
}
