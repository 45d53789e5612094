-- Tenant first: every key and index of an organisation's table begins with org_id,
-- of a directory's table with directory_id. No foreign key crosses between the two.
-- Ids are 16 bytes, hashes 32, times microseconds since 1970 in UTC.

CREATE TABLE directories (
    directory_id BLOB NOT NULL,
    name TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (directory_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE directory_heads (
    directory_id BLOB NOT NULL,
    seq INTEGER NOT NULL,
    rights INTEGER NOT NULL,
    narrowed INTEGER NOT NULL,
    floor INTEGER NOT NULL,
    floor_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (directory_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE users (
    directory_id BLOB NOT NULL,
    user_id BLOB NOT NULL,
    username TEXT NOT NULL,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL,
    display_name TEXT NOT NULL,
    status TEXT NOT NULL,
    last_login_at INTEGER,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (directory_id, user_id),
    UNIQUE (directory_id, email_key),
    UNIQUE (directory_id, username)
) STRICT, WITHOUT ROWID;

CREATE TABLE api_keys (
    directory_id BLOB NOT NULL,
    key_id BLOB NOT NULL,
    owner_kind TEXT NOT NULL,
    owner_id BLOB NOT NULL,
    org_id BLOB,
    name TEXT NOT NULL,
    hint TEXT NOT NULL,
    hash BLOB NOT NULL,
    scopes TEXT NOT NULL,
    expires_at INTEGER,
    last_used_at INTEGER,
    revoked_at INTEGER,
    replaced_by BLOB,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (directory_id, key_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX api_keys_by_owner ON api_keys (directory_id, owner_id, key_id);
CREATE INDEX api_keys_by_org ON api_keys (directory_id, org_id, key_id) WHERE org_id IS NOT NULL;

CREATE TABLE subjects (
    directory_id BLOB NOT NULL,
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    user_id BLOB NOT NULL,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (directory_id, issuer, subject),
    FOREIGN KEY (directory_id, user_id) REFERENCES users (directory_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX subjects_by_user ON subjects (directory_id, user_id, issuer, subject);

CREATE TABLE slugs (
    directory_id BLOB NOT NULL,
    slug TEXT NOT NULL,
    org_id BLOB NOT NULL,
    PRIMARY KEY (directory_id, slug)
) STRICT, WITHOUT ROWID;

CREATE TABLE affiliations (
    directory_id BLOB NOT NULL,
    user_id BLOB NOT NULL,
    org_id BLOB NOT NULL,
    PRIMARY KEY (directory_id, user_id, org_id),
    FOREIGN KEY (directory_id, user_id) REFERENCES users (directory_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX affiliations_by_org ON affiliations (directory_id, org_id, user_id);

CREATE TABLE departed_orgs (
    directory_id BLOB NOT NULL,
    org_id BLOB NOT NULL,
    seq INTEGER NOT NULL,
    hash TEXT NOT NULL,
    deleted_at INTEGER NOT NULL,
    PRIMARY KEY (directory_id, org_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE directory_counters (
    directory_id BLOB NOT NULL,
    name TEXT NOT NULL,
    of_id BLOB NOT NULL,
    value INTEGER NOT NULL,
    PRIMARY KEY (directory_id, name, of_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE directory_replays (
    directory_id BLOB NOT NULL,
    caller_id BLOB NOT NULL,
    operation TEXT NOT NULL,
    key TEXT NOT NULL,
    fingerprint BLOB NOT NULL,
    answer TEXT NOT NULL,
    checks TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (directory_id, caller_id, operation, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE directory_journal (
    directory_id BLOB NOT NULL,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    commit_id BLOB NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id BLOB NOT NULL,
    on_behalf_of BLOB,
    reason TEXT,
    operation TEXT NOT NULL,
    noun TEXT NOT NULL,
    subject_id BLOB NOT NULL,
    body TEXT NOT NULL,
    audience TEXT NOT NULL,
    effect TEXT NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (directory_id, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX directory_journal_by_subject ON directory_journal (directory_id, subject_id, seq);

CREATE TABLE directory_personal (
    directory_id BLOB NOT NULL,
    seq INTEGER NOT NULL,
    field TEXT NOT NULL,
    person_id BLOB NOT NULL,
    salt BLOB NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (directory_id, seq, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE orgs (
    org_id BLOB NOT NULL,
    directory_id BLOB NOT NULL,
    name TEXT NOT NULL,
    slug TEXT NOT NULL,
    address TEXT,
    contact TEXT,
    status TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (org_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE org_heads (
    org_id BLOB NOT NULL,
    seq INTEGER NOT NULL,
    rights INTEGER NOT NULL,
    narrowed INTEGER NOT NULL,
    floor INTEGER NOT NULL,
    floor_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (org_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE members (
    org_id BLOB NOT NULL,
    principal_id BLOB NOT NULL,
    principal_kind TEXT NOT NULL,
    role TEXT NOT NULL,
    suspended INTEGER NOT NULL,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (org_id, principal_id),
    FOREIGN KEY (org_id) REFERENCES orgs (org_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE services (
    org_id BLOB NOT NULL,
    service_id BLOB NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    description TEXT,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (org_id, service_id),
    UNIQUE (org_id, name_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE teams (
    org_id BLOB NOT NULL,
    team_id BLOB NOT NULL,
    parent_id BLOB,
    owner_kind TEXT NOT NULL,
    owner_id BLOB NOT NULL,
    name TEXT NOT NULL,
    description TEXT,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (org_id, team_id),
    FOREIGN KEY (org_id, parent_id) REFERENCES teams (org_id, team_id)
        DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE INDEX teams_by_parent ON teams (org_id, parent_id, team_id);
CREATE INDEX teams_by_owner ON teams (org_id, owner_id, team_id);

CREATE TABLE team_members (
    org_id BLOB NOT NULL,
    team_id BLOB NOT NULL,
    principal_id BLOB NOT NULL,
    principal_kind TEXT NOT NULL,
    role TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (org_id, team_id, principal_id),
    FOREIGN KEY (org_id, team_id) REFERENCES teams (org_id, team_id)
        DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE INDEX team_members_by_principal ON team_members (org_id, principal_id, team_id);

CREATE TABLE checkpoints (
    org_id BLOB NOT NULL,
    seq INTEGER NOT NULL,
    hash TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (org_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE org_counters (
    org_id BLOB NOT NULL,
    name TEXT NOT NULL,
    of_id BLOB NOT NULL,
    value INTEGER NOT NULL,
    PRIMARY KEY (org_id, name, of_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE org_replays (
    org_id BLOB NOT NULL,
    caller_id BLOB NOT NULL,
    operation TEXT NOT NULL,
    key TEXT NOT NULL,
    fingerprint BLOB NOT NULL,
    answer TEXT NOT NULL,
    checks TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (org_id, caller_id, operation, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE org_journal (
    org_id BLOB NOT NULL,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    commit_id BLOB NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id BLOB NOT NULL,
    on_behalf_of BLOB,
    reason TEXT,
    operation TEXT NOT NULL,
    noun TEXT NOT NULL,
    subject_id BLOB NOT NULL,
    body TEXT NOT NULL,
    audience TEXT NOT NULL,
    effect TEXT NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (org_id, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX org_journal_by_subject ON org_journal (org_id, subject_id, seq);

CREATE TABLE org_personal (
    org_id BLOB NOT NULL,
    seq INTEGER NOT NULL,
    field TEXT NOT NULL,
    person_id BLOB NOT NULL,
    salt BLOB NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (org_id, seq, field)
) STRICT, WITHOUT ROWID;
