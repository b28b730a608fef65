-- Settings a person changed while the server ran; whatever is absent here has its configured or built-in value.
-- changed_at: milliseconds since the epoch.
CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    changed_at INTEGER NOT NULL
);
