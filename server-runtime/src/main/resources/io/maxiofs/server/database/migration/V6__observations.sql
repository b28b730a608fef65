-- What the server observed and keeps over restarts. Times are milliseconds since the epoch.
-- Documents are JSON, as the admin API shows them.
CREATE TABLE metric_hour (
    ended_at INTEGER PRIMARY KEY,
    document TEXT NOT NULL
);
CREATE TABLE client_use (
    access_key TEXT NOT NULL,
    client TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (access_key, client)
);
CREATE TABLE alert (
    id TEXT PRIMARY KEY,
    since INTEGER NOT NULL,
    resolved INTEGER,
    document TEXT NOT NULL
);
CREATE INDEX alert_since ON alert (since);
CREATE TABLE alert_mute (
    rule TEXT NOT NULL,
    subject TEXT NOT NULL,
    until INTEGER NOT NULL,
    PRIMARY KEY (rule, subject)
);
-- Choices about background work: scrub.paused, scrub.window.
CREATE TABLE upkeep_choice (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
