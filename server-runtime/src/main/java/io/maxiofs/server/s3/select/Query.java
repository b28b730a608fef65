package io.maxiofs.server.s3.select;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expression that was understood.
 *
 * @param items what to answer for each record; empty for everything
 * @param path from the root of a JSON record to the records meant; empty for the record itself
 * @param where null for all records
 * @param limit records at most; -1 for no limit
 * @param aggregates what the items sum up; then there is one answer, at the end
 */
record Query(
        List<Item> items, List<PathStep> path, @Nullable Expression where, long limit, List<Aggregate> aggregates) {

    /** @param name of the field in the answer */
    record Item(String name, Expression value) {}

    /**
     * One step into JSON.
     *
     * @param name of a field; empty for elements of a list
     * @param index of an element; -1 for all
     */
    record PathStep(String name, boolean exact, int index) {
        boolean isField() {
            return !name.isEmpty();
        }
    }

    boolean isAggregate() {
        return !aggregates.isEmpty();
    }
}
