package io.maxiofs.storage.reference;

import java.util.function.Function;

/**
 * One call to a store with all its choices made, so that it can be applied to several.
 *
 * @param number from 1; names the version or upload that comes of it
 * @param description what it does, for people
 * @param action applies it and tells what happened, in words that are the same for every right store
 */
public record WorkloadStep(int number, String description, Function<WorkloadSide, String> action) {
    @Override
    public String toString() {
        return "step " + number + ": " + description;
    }
}
