-- Directories, organisations, teams and their journals.
--
-- Tenant first: every primary, unique and foreign key and every index of an organisation's
-- table begins with org_id, of a directory's table with directory_id. No foreign key leads
-- from an organisation to a directory. Times are microseconds since 1970, UTC.
-- What is hashed is kept as `json`, not `jsonb`: byte for byte as it was written.
-- Text that an index sorts is COLLATE "C": the same order in every store, and an index that
-- an upgrade of the system's collations cannot break.

CREATE TABLE tenantry.directories (
    directory_id uuid PRIMARY KEY,
    name text NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);

CREATE TABLE tenantry.directory_heads (
    directory_id uuid PRIMARY KEY,
    seq bigint NOT NULL,
    rights bigint NOT NULL,
    narrowed bigint NOT NULL,
    floor bigint NOT NULL,
    floor_hash bytea NOT NULL,
    hash bytea NOT NULL,
    at bigint NOT NULL
    -- Every commit writes this row: free space on its page keeps the new version there.
) WITH (fillfactor = 50);

CREATE TABLE tenantry.users (
    directory_id uuid NOT NULL,
    user_id uuid NOT NULL,
    username text COLLATE "C" NOT NULL,
    email text NOT NULL,
    email_key text COLLATE "C" NOT NULL,
    display_name text NOT NULL,
    status text NOT NULL,
    last_login_at bigint,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    PRIMARY KEY (directory_id, user_id),
    UNIQUE (directory_id, email_key),
    UNIQUE (directory_id, username)
);

CREATE TABLE tenantry.api_keys (
    directory_id uuid NOT NULL,
    key_id uuid NOT NULL,
    owner_kind text NOT NULL,
    owner_id uuid NOT NULL,
    org_id uuid,
    name text NOT NULL,
    hint text NOT NULL,
    hash bytea NOT NULL,
    scopes json NOT NULL,
    expires_at bigint,
    last_used_at bigint,
    revoked_at bigint,
    replaced_by uuid,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    PRIMARY KEY (directory_id, key_id)
);
CREATE INDEX api_keys_by_owner ON tenantry.api_keys (directory_id, owner_id, key_id);
CREATE INDEX api_keys_by_org ON tenantry.api_keys (directory_id, org_id, key_id)
    WHERE org_id IS NOT NULL;

CREATE TABLE tenantry.subjects (
    directory_id uuid NOT NULL,
    issuer text COLLATE "C" NOT NULL,
    subject text COLLATE "C" NOT NULL,
    user_id uuid NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    PRIMARY KEY (directory_id, issuer, subject),
    FOREIGN KEY (directory_id, user_id) REFERENCES tenantry.users
);
CREATE INDEX subjects_by_user ON tenantry.subjects (directory_id, user_id, issuer, subject);

CREATE TABLE tenantry.slugs (
    directory_id uuid NOT NULL,
    slug text COLLATE "C" NOT NULL,
    org_id uuid NOT NULL,
    PRIMARY KEY (directory_id, slug)
);

CREATE TABLE tenantry.affiliations (
    directory_id uuid NOT NULL,
    user_id uuid NOT NULL,
    org_id uuid NOT NULL,
    PRIMARY KEY (directory_id, user_id, org_id),
    FOREIGN KEY (directory_id, user_id) REFERENCES tenantry.users
);
CREATE INDEX affiliations_by_org ON tenantry.affiliations (directory_id, org_id, user_id);

CREATE TABLE tenantry.departed_orgs (
    directory_id uuid NOT NULL,
    org_id uuid NOT NULL,
    seq bigint NOT NULL,
    hash bytea NOT NULL,
    deleted_at bigint NOT NULL,
    PRIMARY KEY (directory_id, org_id)
);

CREATE TABLE tenantry.directory_counters (
    directory_id uuid NOT NULL,
    name text COLLATE "C" NOT NULL,
    of_id uuid NOT NULL,
    value bigint NOT NULL,
    PRIMARY KEY (directory_id, name, of_id)
) WITH (fillfactor = 80);

CREATE TABLE tenantry.directory_replays (
    directory_id uuid NOT NULL,
    caller_id uuid NOT NULL,
    operation text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    fingerprint bytea NOT NULL,
    answer json NOT NULL,
    checks json NOT NULL,
    at bigint NOT NULL,
    PRIMARY KEY (directory_id, caller_id, operation, key)
);

CREATE TABLE tenantry.directory_journal (
    directory_id uuid NOT NULL,
    seq bigint NOT NULL,
    at bigint NOT NULL,
    commit_id uuid NOT NULL,
    actor_kind text NOT NULL,
    actor_id uuid NOT NULL,
    on_behalf_of uuid,
    reason text,
    operation text NOT NULL,
    noun text NOT NULL,
    subject_id uuid NOT NULL,
    body json NOT NULL,
    audience json NOT NULL,
    effect text NOT NULL,
    hash bytea NOT NULL,
    PRIMARY KEY (directory_id, seq)
);
CREATE INDEX directory_journal_by_subject ON tenantry.directory_journal (directory_id, subject_id, seq);

CREATE TABLE tenantry.directory_personal (
    directory_id uuid NOT NULL,
    seq bigint NOT NULL,
    field text COLLATE "C" NOT NULL,
    person_id uuid NOT NULL,
    salt bytea NOT NULL,
    value text NOT NULL,
    PRIMARY KEY (directory_id, seq, field)
);

CREATE TABLE tenantry.orgs (
    org_id uuid PRIMARY KEY,
    directory_id uuid NOT NULL,
    name text NOT NULL,
    slug text NOT NULL,
    address json,
    contact json,
    status text NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);

CREATE TABLE tenantry.org_heads (
    org_id uuid PRIMARY KEY,
    seq bigint NOT NULL,
    rights bigint NOT NULL,
    narrowed bigint NOT NULL,
    floor bigint NOT NULL,
    floor_hash bytea NOT NULL,
    hash bytea NOT NULL,
    at bigint NOT NULL
) WITH (fillfactor = 50);

CREATE TABLE tenantry.members (
    org_id uuid NOT NULL REFERENCES tenantry.orgs,
    principal_id uuid NOT NULL,
    principal_kind text NOT NULL,
    role text NOT NULL,
    suspended boolean NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    PRIMARY KEY (org_id, principal_id)
);

CREATE TABLE tenantry.services (
    org_id uuid NOT NULL,
    service_id uuid NOT NULL,
    name text NOT NULL,
    name_key text COLLATE "C" NOT NULL,
    description text,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    PRIMARY KEY (org_id, service_id),
    UNIQUE (org_id, name_key)
);

CREATE TABLE tenantry.teams (
    org_id uuid NOT NULL,
    team_id uuid NOT NULL,
    parent_id uuid,
    owner_kind text NOT NULL,
    owner_id uuid NOT NULL,
    name text NOT NULL,
    description text,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    PRIMARY KEY (org_id, team_id),
    -- Deferred: a group writes a team and its parent in the order of their ids.
    FOREIGN KEY (org_id, parent_id) REFERENCES tenantry.teams DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX teams_by_parent ON tenantry.teams (org_id, parent_id, team_id);
CREATE INDEX teams_by_owner ON tenantry.teams (org_id, owner_id, team_id);

CREATE TABLE tenantry.team_members (
    org_id uuid NOT NULL,
    team_id uuid NOT NULL,
    principal_id uuid NOT NULL,
    principal_kind text NOT NULL,
    role text NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    PRIMARY KEY (org_id, team_id, principal_id),
    FOREIGN KEY (org_id, team_id) REFERENCES tenantry.teams DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX team_members_by_principal ON tenantry.team_members (org_id, principal_id, team_id);

CREATE TABLE tenantry.checkpoints (
    org_id uuid NOT NULL,
    seq bigint NOT NULL,
    hash bytea NOT NULL,
    created_at bigint NOT NULL,
    PRIMARY KEY (org_id, seq)
);

CREATE TABLE tenantry.org_counters (
    org_id uuid NOT NULL,
    name text COLLATE "C" NOT NULL,
    of_id uuid NOT NULL,
    value bigint NOT NULL,
    PRIMARY KEY (org_id, name, of_id)
) WITH (fillfactor = 50);

CREATE TABLE tenantry.org_replays (
    org_id uuid NOT NULL,
    caller_id uuid NOT NULL,
    operation text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    fingerprint bytea NOT NULL,
    answer json NOT NULL,
    checks json NOT NULL,
    at bigint NOT NULL,
    PRIMARY KEY (org_id, caller_id, operation, key)
);

CREATE TABLE tenantry.org_journal (
    org_id uuid NOT NULL,
    seq bigint NOT NULL,
    at bigint NOT NULL,
    commit_id uuid NOT NULL,
    actor_kind text NOT NULL,
    actor_id uuid NOT NULL,
    on_behalf_of uuid,
    reason text,
    operation text NOT NULL,
    noun text NOT NULL,
    subject_id uuid NOT NULL,
    body json NOT NULL,
    audience json NOT NULL,
    effect text NOT NULL,
    hash bytea NOT NULL,
    PRIMARY KEY (org_id, seq)
);
CREATE INDEX org_journal_by_subject ON tenantry.org_journal (org_id, subject_id, seq);

CREATE TABLE tenantry.org_personal (
    org_id uuid NOT NULL,
    seq bigint NOT NULL,
    field text COLLATE "C" NOT NULL,
    person_id uuid NOT NULL,
    salt bytea NOT NULL,
    value text NOT NULL,
    PRIMARY KEY (org_id, seq, field)
);
