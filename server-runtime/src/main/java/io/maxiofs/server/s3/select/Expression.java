package io.maxiofs.server.s3.select;

import org.jspecify.annotations.Nullable;

/** Something that has a value for each record. Values are as {@link Values} has them. */
@FunctionalInterface
interface Expression {
    /** @throws io.maxiofs.server.s3.error.S3Exception if the record's values do not allow it */
    @Nullable Object of(Row row);
}
