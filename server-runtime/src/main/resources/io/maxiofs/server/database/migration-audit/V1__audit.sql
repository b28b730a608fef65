-- What somebody did or tried. at: milliseconds since the epoch. tenant: of who did it. detail: JSON object of texts.
CREATE TABLE audit_entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    actor_kind TEXT NOT NULL,
    tenant TEXT NOT NULL,
    address TEXT NOT NULL,
    client TEXT NOT NULL,
    action TEXT NOT NULL,
    resource TEXT NOT NULL,
    result TEXT NOT NULL,
    detail TEXT NOT NULL
);

CREATE INDEX audit_entry_at ON audit_entry (at);

CREATE INDEX audit_entry_tenant ON audit_entry (tenant, id);
