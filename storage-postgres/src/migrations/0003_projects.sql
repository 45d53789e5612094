-- Projects. Their team is no foreign key: one that is deleted leaves its projects to their owners.
-- Days are counted from 1970-01-01.

CREATE TABLE tenantry.projects (
    org_id uuid NOT NULL,
    project_id uuid NOT NULL,
    name text NOT NULL,
    description text,
    owner_kind text NOT NULL,
    owner_id uuid NOT NULL,
    team_id uuid,
    status text NOT NULL,
    starts_on integer,
    due_on integer,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    PRIMARY KEY (org_id, project_id)
);
CREATE INDEX projects_by_team ON tenantry.projects (org_id, team_id, project_id)
    WHERE team_id IS NOT NULL;
CREATE INDEX projects_by_owner ON tenantry.projects (org_id, owner_id, project_id);

-- What is shared with somebody, thing by thing: lists of what they see walk it.
CREATE INDEX grants_of_holder ON tenantry.grants (org_id, holder_id, object_kind, object_id);
