-- Temporary access keys of people who signed in. They end with the user, or with a new password. secret and token are
-- encrypted with the master key. Times are milliseconds since the epoch.
CREATE TABLE signed_in_key (
    id TEXT PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
    secret BLOB NOT NULL,
    token BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
);

CREATE INDEX signed_in_key_user ON signed_in_key (user_id);

CREATE INDEX signed_in_key_expires ON signed_in_key (expires_at);

-- Links to objects for people without an account. token_hash: SHA-256 of what stands in the link, in hexadecimal digits.
-- creator: name of the user whose rights it has, empty for the local administrator. version: null for the current one.
-- password_hash: Argon2id in PHC notation; null if none is asked for. Limits: null for none.
CREATE TABLE share (
    id TEXT PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    bucket TEXT NOT NULL,
    bucket_id INTEGER NOT NULL,
    object_key TEXT NOT NULL,
    version TEXT,
    creator TEXT NOT NULL,
    file_name TEXT NOT NULL,
    password_hash TEXT,
    max_downloads INTEGER,
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    revoked_at INTEGER,
    downloads INTEGER NOT NULL,
    last_download_at INTEGER
);

CREATE INDEX share_created ON share (created_at, id);

-- Work that outlives the call that began it. document: JSON, what it is and what became of it.
-- state: waiting and running ones were interrupted if the server finds them when it starts.
CREATE TABLE job (
    id TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    document TEXT NOT NULL,
    created_at INTEGER NOT NULL
);

CREATE INDEX job_created ON job (created_at);

-- When the content of a bucket last changed, by the bucket's number in the store. Written now and then.
CREATE TABLE bucket_last_write (
    bucket_id INTEGER PRIMARY KEY,
    written_at INTEGER NOT NULL
);
