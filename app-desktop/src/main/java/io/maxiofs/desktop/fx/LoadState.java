package io.maxiofs.desktop.fx;

/** Where the content of something shown is in its life. */
public sealed interface LoadState {
    LoadState IDLE = new Idle();
    LoadState LOADING = new Loading();
    LoadState LOADED = new Loaded();

    /** Nobody asked for it yet. */
    record Idle() implements LoadState {}

    /** On its way; what was there before may still be shown. */
    record Loading() implements LoadState {}

    /** There. */
    record Loaded() implements LoadState {}

    /**
     * Not there.
     *
     * @param message why, for the person
     */
    record Failed(String message) implements LoadState {}
}
