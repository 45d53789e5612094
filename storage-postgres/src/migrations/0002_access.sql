-- Rights in full: permissions and roles of an organisation's own, who was given which role,
-- and which objects are shared with whom. Built-in roles are no rows: nothing refers to `roles`.

CREATE TABLE tenantry.permissions (
    org_id uuid NOT NULL,
    permission_id uuid NOT NULL,
    name text COLLATE "C" NOT NULL,
    description text,
    level text,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    PRIMARY KEY (org_id, permission_id),
    UNIQUE (org_id, name)
);

CREATE TABLE tenantry.roles (
    org_id uuid NOT NULL,
    role_id uuid NOT NULL,
    name text NOT NULL,
    name_key text COLLATE "C" NOT NULL,
    description text,
    permissions json NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    PRIMARY KEY (org_id, role_id),
    UNIQUE (org_id, name_key)
);

CREATE TABLE tenantry.assignments (
    org_id uuid NOT NULL,
    assignment_id uuid NOT NULL,
    holder_kind text COLLATE "C" NOT NULL,
    holder_id uuid NOT NULL,
    role_id uuid NOT NULL,
    team_id uuid,
    expires_at bigint,
    given_by_kind text NOT NULL,
    given_by_id uuid NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    PRIMARY KEY (org_id, assignment_id),
    -- One role at the organisation, which is no team, is equal to another.
    UNIQUE NULLS NOT DISTINCT (org_id, holder_id, holder_kind, role_id, team_id)
);
CREATE INDEX assignments_by_holder ON tenantry.assignments (org_id, holder_id, assignment_id);
CREATE INDEX assignments_by_role ON tenantry.assignments (org_id, role_id, assignment_id);
CREATE INDEX assignments_by_team ON tenantry.assignments (org_id, team_id, assignment_id)
    WHERE team_id IS NOT NULL;

CREATE TABLE tenantry.grants (
    org_id uuid NOT NULL,
    grant_id uuid NOT NULL,
    object_kind text COLLATE "C" NOT NULL,
    object_id uuid NOT NULL,
    holder_kind text COLLATE "C" NOT NULL,
    holder_id uuid NOT NULL,
    level text NOT NULL,
    expires_at bigint,
    given_by_kind text NOT NULL,
    given_by_id uuid NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    PRIMARY KEY (org_id, grant_id),
    UNIQUE (org_id, object_id, holder_id, object_kind, holder_kind)
);
CREATE INDEX grants_by_holder ON tenantry.grants (org_id, holder_id, grant_id);
