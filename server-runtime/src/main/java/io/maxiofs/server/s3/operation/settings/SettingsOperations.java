package io.maxiofs.server.s3.operation.settings;

import io.maxiofs.server.event.notification.EventDocuments;
import io.maxiofs.server.identity.UserDirectory;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.OperationSettings;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.service.BucketService;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.model.BucketSetting;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;

/** Makes the handlers of this package. */
public final class SettingsOperations {
    private final BucketCatalog catalog;
    private final BucketService buckets;
    private final Map<S3Operation, OperationHandler> handlers = new EnumMap<>(S3Operation.class);

    private SettingsOperations(BucketCatalog catalog) {
        this.catalog = catalog;
        this.buckets = new BucketService(catalog);
    }

    /**
     * A handler for each of the settings that are built.
     *
     * @param settings says whom buckets may tell of changes
     * @param users whom grants can be for
     */
    public static Map<S3Operation, OperationHandler> handlers(
            BucketCatalog catalog, OperationSettings settings, InstantSource clock, UserDirectory users) {
        SettingsOperations operations = new SettingsOperations(catalog);
        operations.addNotifications(settings, clock);
        operations.addCors();
        operations.addPaymentAndAcceleration();
        operations.addWebsite();
        operations.addLogging(users);
        operations.addInventory();
        return operations.handlers;
    }

    private void addCors() {
        StoredDocument document = document(BucketSetting.CORS);
        handlers.put(S3Operation.GET_BUCKET_CORS, new GetBucketCorsHandler(document));
        handlers.put(S3Operation.PUT_BUCKET_CORS, new PutBucketCorsHandler(document));
        handlers.put(S3Operation.DELETE_BUCKET_CORS, new DeleteBucketCorsHandler(document));
    }

    private void addPaymentAndAcceleration() {
        StoredDocument payment = document(BucketSetting.REQUEST_PAYMENT);
        handlers.put(S3Operation.GET_BUCKET_REQUEST_PAYMENT, new GetBucketRequestPaymentHandler(payment));
        handlers.put(S3Operation.PUT_BUCKET_REQUEST_PAYMENT, new PutBucketRequestPaymentHandler(payment));
        StoredDocument accelerate = document(BucketSetting.ACCELERATE);
        handlers.put(
                S3Operation.GET_BUCKET_ACCELERATE_CONFIGURATION,
                new GetBucketAccelerateConfigurationHandler(accelerate));
        handlers.put(
                S3Operation.PUT_BUCKET_ACCELERATE_CONFIGURATION,
                new PutBucketAccelerateConfigurationHandler(accelerate));
    }

    private void addWebsite() {
        StoredDocument document = document(BucketSetting.WEBSITE);
        handlers.put(S3Operation.GET_BUCKET_WEBSITE, new GetBucketWebsiteHandler(document));
        handlers.put(S3Operation.PUT_BUCKET_WEBSITE, new PutBucketWebsiteHandler(document));
        handlers.put(S3Operation.DELETE_BUCKET_WEBSITE, new DeleteBucketWebsiteHandler(document));
    }

    private void addLogging(UserDirectory users) {
        StoredDocument document = document(BucketSetting.LOGGING);
        handlers.put(S3Operation.GET_BUCKET_LOGGING, new GetBucketLoggingHandler(document));
        handlers.put(S3Operation.PUT_BUCKET_LOGGING, new PutBucketLoggingHandler(document, catalog, users));
    }

    private void addNotifications(OperationSettings settings, InstantSource clock) {
        StoredDocument document = document(BucketSetting.NOTIFICATION);
        handlers.put(
                S3Operation.GET_BUCKET_NOTIFICATION_CONFIGURATION,
                new GetBucketNotificationConfigurationHandler(document));
        handlers.put(
                S3Operation.PUT_BUCKET_NOTIFICATION_CONFIGURATION,
                new PutBucketNotificationConfigurationHandler(
                        document, catalog, settings.targets(), new EventDocuments(settings.region()), clock));
    }

    private void addInventory() {
        StoredInventories inventories = new StoredInventories(document(BucketSetting.INVENTORY));
        handlers.put(
                S3Operation.GET_BUCKET_INVENTORY_CONFIGURATION,
                new GetBucketInventoryConfigurationHandler(inventories));
        handlers.put(
                S3Operation.LIST_BUCKET_INVENTORY_CONFIGURATIONS,
                new ListBucketInventoryConfigurationsHandler(inventories));
        handlers.put(
                S3Operation.PUT_BUCKET_INVENTORY_CONFIGURATION,
                new PutBucketInventoryConfigurationHandler(inventories, catalog));
        handlers.put(
                S3Operation.DELETE_BUCKET_INVENTORY_CONFIGURATION,
                new DeleteBucketInventoryConfigurationHandler(inventories));
    }

    private StoredDocument document(BucketSetting setting) {
        return new StoredDocument(setting, catalog, buckets);
    }
}
