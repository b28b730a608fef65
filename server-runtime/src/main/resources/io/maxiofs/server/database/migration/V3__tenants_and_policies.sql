-- Tenants. A user's and a bucket's tenant is the id of one, or empty for the global one. Limits: null for none.
CREATE TABLE tenant (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    display_name TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('active', 'suspended')),
    max_bytes INTEGER,
    max_buckets INTEGER,
    max_keys INTEGER,
    created_at INTEGER NOT NULL
);

CREATE UNIQUE INDEX tenant_name ON tenant (name COLLATE NOCASE);

-- policy: narrows the key to what it allows; null for all its user may.
ALTER TABLE access_key ADD COLUMN policy TEXT;

-- entity: the user inside its user's account that the key is of; null for the user themselves.
ALTER TABLE access_key ADD COLUMN entity TEXT;

-- Users, groups, roles and policies that are made inside an account, and what is attached to accounts themselves.
-- account: canonical id of a user, or 'tenant:' and a tenant's id for what administrators keep beside accounts.
-- document: JSON, its form depends on the kind.
CREATE TABLE iam_entity (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('user', 'group', 'role', 'policy', 'account')),
    name TEXT NOT NULL,
    document TEXT NOT NULL,
    created_at INTEGER NOT NULL
);

CREATE UNIQUE INDEX iam_entity_name ON iam_entity (account, kind, name COLLATE NOCASE);

-- Temporary access keys. source_key: the key they come from, whose end is theirs. secret and token are encrypted with the
-- master key. boundaries: JSON list of policies that narrow them.
CREATE TABLE session_key (
    id TEXT PRIMARY KEY,
    source_key TEXT NOT NULL REFERENCES access_key (id) ON DELETE CASCADE,
    secret BLOB NOT NULL,
    token BLOB NOT NULL,
    role TEXT,
    session_name TEXT NOT NULL,
    boundaries TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
);

CREATE INDEX session_key_source ON session_key (source_key);

CREATE INDEX session_key_expires ON session_key (expires_at);
