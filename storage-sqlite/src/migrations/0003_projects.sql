-- Projects. Their team is no foreign key: one that is deleted leaves its projects to their owners.
-- Days are counted from 1970-01-01.

CREATE TABLE projects (
    org_id BLOB NOT NULL,
    project_id BLOB NOT NULL,
    name TEXT NOT NULL,
    description TEXT,
    owner_kind TEXT NOT NULL,
    owner_id BLOB NOT NULL,
    team_id BLOB,
    status TEXT NOT NULL,
    starts_on INTEGER,
    due_on INTEGER,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (org_id, project_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX projects_by_team ON projects (org_id, team_id, project_id) WHERE team_id IS NOT NULL;
CREATE INDEX projects_by_owner ON projects (org_id, owner_id, project_id);

-- What is shared with somebody, thing by thing: lists of what they see walk it.
CREATE INDEX grants_of_holder ON grants (org_id, holder_id, object_kind, object_id);
