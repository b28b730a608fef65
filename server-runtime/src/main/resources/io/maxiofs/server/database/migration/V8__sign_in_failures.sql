-- Failures to sign in that still count. subject: hash of a name or an address. until: milliseconds since the epoch.
CREATE TABLE sign_in_failure (
    subject TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    until INTEGER NOT NULL
);
