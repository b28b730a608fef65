-- People and programs that may use the server.
-- Times are milliseconds since the epoch. password_hash: Argon2id in PHC notation; null if the user cannot sign in.
CREATE TABLE user_account (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    canonical_id TEXT NOT NULL UNIQUE,
    display_name TEXT NOT NULL,
    email TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('admin', 'user')),
    status TEXT NOT NULL CHECK (status IN ('active', 'suspended')),
    tenant TEXT NOT NULL,
    password_hash TEXT,
    created_at INTEGER NOT NULL
);

CREATE UNIQUE INDEX user_account_name ON user_account (name COLLATE NOCASE);

-- An ACL may name a grantee by e-mail, so an address belongs to one user.
CREATE UNIQUE INDEX user_account_email ON user_account (email COLLATE NOCASE) WHERE email <> '';

-- secret: encrypted with the master key. last_used_at is written now and then, not per request.
CREATE TABLE access_key (
    id TEXT PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
    secret BLOB NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('active', 'disabled')),
    expires_at INTEGER,
    created_at INTEGER NOT NULL,
    last_used_at INTEGER
);

CREATE INDEX access_key_user ON access_key (user_id);
