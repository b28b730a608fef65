package io.maxiofs.server.admin;

import java.util.ArrayList;
import java.util.List;

/** The routes about buckets, objects and what is done with them. */
final class DataRoutes {

    private DataRoutes() {}

    static List<Route> of(AdminData data, ServerControl control) {
        List<Route> routes = new ArrayList<>();
        BucketDocuments documents = new BucketDocuments(data);
        routes.addAll(new BucketRoutes(data, documents).routes());
        routes.addAll(new BucketSettingRoutes(data).routes());
        routes.addAll(new BucketFormRoutes(data).routes());
        routes.addAll(new AclRoutes(data).routes());
        routes.addAll(new ObjectListRoutes(data).routes());
        routes.addAll(new ObjectRoutes(data).routes());
        routes.addAll(new S3CredentialRoutes(data, control).routes());
        routes.addAll(new TaskRoutes(data).routes());
        routes.addAll(new UploadRoutes(data).routes());
        routes.addAll(new ShareRoutes(data, control).routes());
        return routes;
    }
}
