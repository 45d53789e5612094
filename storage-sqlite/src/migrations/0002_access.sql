-- Rights in full: permissions and roles of an organisation's own, who was given which role,
-- and which objects are shared with whom. Built-in roles are no rows: nothing refers to `roles`.

CREATE TABLE permissions (
    org_id BLOB NOT NULL,
    permission_id BLOB NOT NULL,
    name TEXT NOT NULL,
    description TEXT,
    level TEXT,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (org_id, permission_id),
    UNIQUE (org_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE roles (
    org_id BLOB NOT NULL,
    role_id BLOB NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    description TEXT,
    permissions TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (org_id, role_id),
    UNIQUE (org_id, name_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE assignments (
    org_id BLOB NOT NULL,
    assignment_id BLOB NOT NULL,
    holder_kind TEXT NOT NULL,
    holder_id BLOB NOT NULL,
    role_id BLOB NOT NULL,
    team_id BLOB,
    expires_at INTEGER,
    given_by_kind TEXT NOT NULL,
    given_by_id BLOB NOT NULL,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (org_id, assignment_id)
) STRICT, WITHOUT ROWID;

-- Null is not equal to null in an index, but one role at the organisation is to another.
CREATE UNIQUE INDEX assignments_at_org
    ON assignments (org_id, holder_id, role_id, holder_kind) WHERE team_id IS NULL;
CREATE UNIQUE INDEX assignments_in_team
    ON assignments (org_id, holder_id, role_id, holder_kind, team_id) WHERE team_id IS NOT NULL;
CREATE INDEX assignments_by_holder ON assignments (org_id, holder_id, assignment_id);
CREATE INDEX assignments_by_role ON assignments (org_id, role_id, assignment_id);
CREATE INDEX assignments_by_team ON assignments (org_id, team_id, assignment_id)
    WHERE team_id IS NOT NULL;

CREATE TABLE grants (
    org_id BLOB NOT NULL,
    grant_id BLOB NOT NULL,
    object_kind TEXT NOT NULL,
    object_id BLOB NOT NULL,
    holder_kind TEXT NOT NULL,
    holder_id BLOB NOT NULL,
    level TEXT NOT NULL,
    expires_at INTEGER,
    given_by_kind TEXT NOT NULL,
    given_by_id BLOB NOT NULL,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (org_id, grant_id),
    UNIQUE (org_id, object_id, holder_id, object_kind, holder_kind)
) STRICT, WITHOUT ROWID;

CREATE INDEX grants_by_holder ON grants (org_id, holder_id, grant_id);
