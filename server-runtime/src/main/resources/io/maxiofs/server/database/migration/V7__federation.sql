-- Providers of OpenID Connect whose word an account takes. url: without "https://". document: JSON with client ids,
-- thumbprints and tags.
CREATE TABLE oidc_provider (
    id TEXT PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
    url TEXT NOT NULL,
    document TEXT NOT NULL,
    created_at INTEGER NOT NULL
);

CREATE UNIQUE INDEX oidc_provider_url ON oidc_provider (user_id, url);

-- Temporary keys of somebody for whom another server speaks: a provider, or the directory if provider is null. user_id: the
-- account they act in. secret and token are encrypted with the master key. boundaries: JSON list of policies that narrow
-- them. facts: JSON, values of condition keys.
CREATE TABLE federated_key (
    id TEXT PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
    provider TEXT REFERENCES oidc_provider (id) ON DELETE CASCADE,
    role TEXT,
    secret BLOB NOT NULL,
    token BLOB NOT NULL,
    session_name TEXT NOT NULL,
    boundaries TEXT NOT NULL,
    facts TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
);

CREATE INDEX federated_key_user ON federated_key (user_id);

CREATE INDEX federated_key_provider ON federated_key (provider);

CREATE INDEX federated_key_expires ON federated_key (expires_at);
