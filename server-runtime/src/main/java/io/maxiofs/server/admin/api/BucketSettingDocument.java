package io.maxiofs.server.admin.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the settings of a bucket that S3 knows, as S3's own document. What S3 accepts is accepted, what it refuses is
 * refused with its code: the same code reads it.
 *
 * @param setting one of {@link #NAMES}
 * @param mediaType {@code application/xml} or {@code application/json}
 * @param document as {@code Get…} of S3 answers it; null if it is not set
 * @param revision of what is stored, at the latest as old as the document; a change that names it is refused with {@code
 *     changed} if something else is stored by then
 */
public record BucketSettingDocument(
        String setting, String mediaType, @Nullable String document, String revision) {

    /** The inventories of a bucket, all in one document; one is put at a time, and all are deleted together. */
    public static final String INVENTORY = "inventory";

    /** The limits of a bucket, which only administrators change; its document is a {@link QuotaDocument}. */
    public static final String QUOTA = "quota";

    /**
     * The settings there are. {@code versioning}, {@code acl}, {@code object-lock}, {@code request-payment}, {@code logging},
     * {@code notification} and {@code quota} always have a document; the others may have none, and can be deleted.
     * Deleting {@code notification}, {@code logging} and {@code quota} puts an empty one.
     */
    public static final List<String> NAMES = List.of(
            "versioning",
            "object-lock",
            "policy",
            "acl",
            "cors",
            "public-access-block",
            "ownership",
            "lifecycle",
            "encryption",
            "notification",
            "logging",
            "website",
            "tags",
            INVENTORY,
            "request-payment",
            QUOTA);

    /**
     * A document to put.
     *
     * @param document as {@code Put…} of S3 takes it; of {@code quota} a {@link QuotaDocument}
     */
    public record New(String document) {}
}
