package io.maxiofs.desktop.screen.objects;

import io.maxiofs.server.admin.api.ObjectEntry;

/** A line of the table. */
public sealed interface ObjectRow {
    /** The whole key, or the prefix with its slash. */
    String key();

    /** What stands before it in the table is not repeated. */
    String name();

    /** Keys that have a beginning in common. */
    record Folder(String key, String name) implements ObjectRow {}

    /** An object. */
    record File(ObjectEntry entry, String name) implements ObjectRow {
        @Override
        public String key() {
            return entry.key();
        }
    }
}
