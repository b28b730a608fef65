package io.maxiofs.server.s3.operation.settings;

import io.maxiofs.server.event.inventory.InventoryConfiguration;
import io.maxiofs.server.event.inventory.InventoryDocument;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.S3Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The inventories of a bucket, kept in one document. Two changes at the same moment: the later one counts. */
final class StoredInventories {
    private final StoredDocument document;

    StoredInventories(StoredDocument document) {
        this.document = document;
    }

    /** By id. */
    List<InventoryConfiguration> list(S3Request request) {
        return document.find(request)
                .map(text -> InventoryDocument.parseStored(text.getBytes(StandardCharsets.UTF_8)))
                .orElse(List.of());
    }

    /** The one the request names. */
    InventoryConfiguration get(S3Request request) {
        String id = id(request);
        return list(request).stream()
                .filter(inventory -> inventory.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new S3Exception(S3ErrorCode.NO_SUCH_CONFIGURATION));
    }

    static String id(S3Request request) {
        return String.valueOf(request.query().value("id"));
    }

    void put(S3Request request, InventoryConfiguration inventory) {
        List<InventoryConfiguration> next = without(request, inventory.id());
        if (next.size() >= InventoryDocument.MAX_CONFIGURATIONS) {
            throw new S3Exception(S3ErrorCode.TOO_MANY_CONFIGURATIONS);
        }
        next.add(inventory);
        next.sort((a, b) -> a.id().compareTo(b.id()));
        document.put(request, InventoryDocument.writeStored(next));
    }

    void remove(S3Request request) {
        get(request);
        List<InventoryConfiguration> next = without(request, id(request));
        if (next.isEmpty()) {
            document.remove(request, 204);
        } else {
            document.put(request, InventoryDocument.writeStored(next));
        }
    }

    private List<InventoryConfiguration> without(S3Request request, String id) {
        List<InventoryConfiguration> others = new ArrayList<>(list(request));
        others.removeIf(inventory -> inventory.id().equals(id));
        return others;
    }
}
