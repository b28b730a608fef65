package io.maxiofs.server;

import io.maxiofs.base.LifeCycle;
import io.maxiofs.server.config.Configuration;
import io.maxiofs.server.config.ServerSettings;
import io.maxiofs.server.event.OwnObjects;
import io.maxiofs.server.event.accesslog.AccessLogDelivery;
import io.maxiofs.server.event.inventory.InventoryReport;
import io.maxiofs.server.event.inventory.InventorySchedule;
import io.maxiofs.server.http.S3Edge;
import io.maxiofs.server.policy.Authorizer;
import io.maxiofs.server.s3.cors.CorsPolicy;
import io.maxiofs.server.s3.operation.S3OperationTable;
import io.maxiofs.server.website.WebsiteHosts;
import io.maxiofs.server.website.Websites;
import io.maxiofs.storage.api.ObjectStore;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The step that makes what the S3 port does around the operations: CORS, websites, access logs, inventories. */
final class EdgeStart {
    /** Log objects are small; a store that takes longer is not coming back. */
    private static final Duration STOP_DEADLINE = Duration.ofSeconds(30);

    /** How soon after midnight inventories are written, and how often what failed is tried again. */
    private static final Duration INVENTORY_INTERVAL = Duration.ofMinutes(30);

    private final ServerOptions options;
    private final Configuration configuration;
    private final LifeCycle lifeCycle;

    /** @param lifeCycle ends the delivery of access logs after the port that feeds it, and before the store */
    EdgeStart(ServerOptions options, LifeCycle lifeCycle) {
        this.options = options;
        this.configuration = options.configuration();
        this.lifeCycle = lifeCycle;
    }

    S3Edge open(ObjectStore store, Authorizer authorizer, S3OperationTable operations) {
        AccessLogDelivery accessLog = new AccessLogDelivery(
                        new OwnObjects(store),
                        configuration.get(ServerSettings.S3_REGION),
                        new AccessLogDelivery.Limits(
                                configuration.get(ServerSettings.ACCESS_LOG_INTERVAL),
                                Math.toIntExact(configuration.get(ServerSettings.ACCESS_LOG_OBJECT_BYTES)),
                                configuration.get(ServerSettings.ACCESS_LOG_QUEUE)),
                        options.clock(),
                        options.random())
                .start();
        lifeCycle.onStop("access logs", STOP_DEADLINE, accessLog::close);
        InventorySchedule inventories = new InventorySchedule(
                        store,
                        new InventoryReport(store.listing(), new OwnObjects(store), options.random()),
                        options.clock(),
                        INVENTORY_INTERVAL)
                .start();
        lifeCycle.onStop("inventories", STOP_DEADLINE, inventories::close);
        return new S3Edge(new CorsPolicy(store.buckets()::find), websites(store, authorizer, operations), accessLog);
    }

    private @Nullable Websites websites(ObjectStore store, Authorizer authorizer, S3OperationTable operations) {
        String suffix = configuration.get(ServerSettings.S3_WEBSITE_HOST_SUFFIX);
        return suffix.isEmpty()
                ? null
                : new Websites(new WebsiteHosts(suffix), store.buckets(), authorizer, operations);
    }
}
