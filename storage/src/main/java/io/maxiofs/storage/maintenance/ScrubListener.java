package io.maxiofs.storage.maintenance;

/** Follows a scrub. Called on the scrub's thread, often: answers at once. */
public interface ScrubListener {
    ScrubListener NONE = new ScrubListener() {};

    default void found(Finding finding) {}

    default void progress(ScrubProgress progress) {}
}
