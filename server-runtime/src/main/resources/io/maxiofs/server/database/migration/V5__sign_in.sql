-- A further role. SQLite cannot change a check, so the column is made anew.
ALTER TABLE user_account ADD COLUMN new_role TEXT NOT NULL DEFAULT 'user' CHECK (new_role IN ('admin', 'user', 'read_only'));

UPDATE user_account SET new_role = role;

ALTER TABLE user_account DROP COLUMN role;

ALTER TABLE user_account RENAME COLUMN new_role TO role;

-- Who is signed in, from where. refresh_hash: SHA-256 of the one refresh token that is good for new tokens; each use
-- replaces it, and one that was replaced ends the session if it comes again.
CREATE TABLE sign_in_session (
    id TEXT PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
    refresh_hash BLOB NOT NULL,
    address TEXT NOT NULL,
    client TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    refreshed_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
);

CREATE INDEX sign_in_session_user ON sign_in_session (user_id);

CREATE INDEX sign_in_session_expires ON sign_in_session (expires_at);

-- Second factors. secret: encrypted with the master key. last_step: the latest time step a code was accepted for, none of
-- which is accepted twice. backup_hashes: SHA-256 of the backup codes that are left, hexadecimal, with commas between.
CREATE TABLE second_factor (
    user_id INTEGER PRIMARY KEY REFERENCES user_account (id) ON DELETE CASCADE,
    secret BLOB NOT NULL,
    confirmed_at INTEGER NOT NULL,
    last_step INTEGER NOT NULL,
    backup_hashes TEXT NOT NULL
);

-- How people want to see things.
CREATE TABLE user_preference (
    user_id INTEGER NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (user_id, name)
);
