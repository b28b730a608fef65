package io.maxiofs.storage.file;

/** What of the changes that had not been forced is there after a crash. */
public enum AfterCrash {
    /**
     * The process was killed, the system lives on: everything can be read, and what had not been forced still is not.
     */
    PROCESS_KILLED,
    /** Power loss: nothing. */
    DROP_UNFORCED,
    /** Power loss: everything happened to be stored. */
    KEEP_UNFORCED,
    /** Power loss: any part, sector by sector and name by name, chosen by the seed. */
    REORDER
}
