package io.maxiofs.server.s3.select;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record while it is looked at. Values are as {@link Values} has them. */
interface Row {
    /**
     * A field.
     *
     * @param exact whether case counts
     * @return {@link Values#MISSING} if there is none
     */
    @Nullable Object field(String name, boolean exact);

    /** Names of all fields; of columns without names their positions, as {@code _1}. */
    List<String> names();

    /** Values of all fields in the order of their names. */
    List<@Nullable Object> values();
}
