-- Statuses and labels of tasks. Built-in statuses are no rows: nothing refers to `statuses`.

CREATE TABLE tenantry.statuses (
    org_id uuid NOT NULL,
    status_id uuid NOT NULL,
    name text NOT NULL,
    name_key text COLLATE "C" NOT NULL,
    description text,
    category text NOT NULL,
    rank bigint NOT NULL,
    archived boolean NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    PRIMARY KEY (org_id, status_id),
    UNIQUE (org_id, name_key)
);

CREATE TABLE tenantry.labels (
    org_id uuid NOT NULL,
    label_id uuid NOT NULL,
    name text NOT NULL,
    name_key text COLLATE "C" NOT NULL,
    color text,
    description text,
    archived boolean NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    PRIMARY KEY (org_id, label_id),
    UNIQUE (org_id, name_key)
);

-- Tasks. Their team, project, parent and status are no foreign keys, as is said of projects. `due` is
-- what lists of what is due sort by: the last moment at which a task is not overdue, or the
-- largest number where it is never due.
CREATE TABLE tenantry.tasks (
    org_id uuid NOT NULL,
    task_id uuid NOT NULL,
    title text NOT NULL,
    description text,
    owner_kind text NOT NULL,
    owner_id uuid NOT NULL,
    team_id uuid,
    project_id uuid,
    parent_id uuid,
    status_id uuid NOT NULL,
    category text NOT NULL,
    priority smallint NOT NULL,
    due_on integer,
    due_at bigint,
    due bigint NOT NULL,
    repeat text,
    links text NOT NULL,
    position text COLLATE "C" NOT NULL,
    completed_at bigint,
    shared_until bigint,
    deleted_at bigint,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    PRIMARY KEY (org_id, task_id)
);
CREATE INDEX tasks_by_team ON tenantry.tasks (org_id, team_id, task_id) WHERE team_id IS NOT NULL;
CREATE INDEX tasks_by_owner ON tenantry.tasks (org_id, owner_id, task_id);
CREATE INDEX tasks_by_project ON tenantry.tasks (org_id, project_id, task_id)
    WHERE project_id IS NOT NULL;
CREATE INDEX tasks_by_parent ON tenantry.tasks (org_id, parent_id, task_id)
    WHERE parent_id IS NOT NULL;
CREATE INDEX tasks_by_status ON tenantry.tasks (org_id, status_id, task_id);
CREATE INDEX tasks_by_update ON tenantry.tasks (org_id, updated_at, task_id);
CREATE INDEX tasks_by_due ON tenantry.tasks (org_id, due, task_id);
CREATE INDEX tasks_pending_by_due ON tenantry.tasks (org_id, due, task_id)
    WHERE category NOT IN ('done', 'cancelled') AND deleted_at IS NULL;
CREATE INDEX tasks_by_priority ON tenantry.tasks (org_id, priority, task_id);
CREATE INDEX tasks_by_position ON tenantry.tasks (org_id, position, task_id);
CREATE INDEX tasks_by_sharing ON tenantry.tasks (org_id, shared_until, task_id)
    WHERE shared_until IS NOT NULL;
CREATE INDEX tasks_deleted ON tenantry.tasks (org_id, task_id) WHERE deleted_at IS NOT NULL;

-- What is searched in, apart from the tasks: most changes of a task leave its words, and each
-- change of a row writes its entries in all indexes anew. `digest` is what the terms are compared by.
CREATE TABLE tenantry.task_texts (
    org_id uuid NOT NULL,
    task_id uuid NOT NULL,
    digest bytea NOT NULL,
    terms tsvector NOT NULL,
    PRIMARY KEY (org_id, task_id),
    FOREIGN KEY (org_id, task_id) REFERENCES tenantry.tasks (org_id, task_id) ON DELETE CASCADE
);

-- One index serves all organisations: each term begins with its own's id. Nothing waits in a list
-- beside the index: every search, of every organisation, would read it.
CREATE INDEX task_texts_by_term ON tenantry.task_texts USING gin (terms)
    WITH (fastupdate = off);

CREATE TABLE tenantry.task_assignees (
    org_id uuid NOT NULL,
    task_id uuid NOT NULL,
    holder_kind text NOT NULL,
    holder_id uuid NOT NULL,
    place integer NOT NULL,
    assigned_at bigint NOT NULL,
    PRIMARY KEY (org_id, task_id, holder_id, holder_kind),
    FOREIGN KEY (org_id, task_id) REFERENCES tenantry.tasks (org_id, task_id) ON DELETE CASCADE
);
CREATE INDEX task_assignees_of_holder ON tenantry.task_assignees (org_id, holder_id, task_id);

-- A label that is deleted is taken off the tasks that have it.
CREATE TABLE tenantry.task_labels (
    org_id uuid NOT NULL,
    task_id uuid NOT NULL,
    label_id uuid NOT NULL,
    PRIMARY KEY (org_id, task_id, label_id),
    FOREIGN KEY (org_id, task_id) REFERENCES tenantry.tasks (org_id, task_id) ON DELETE CASCADE,
    FOREIGN KEY (org_id, label_id) REFERENCES tenantry.labels (org_id, label_id) ON DELETE CASCADE
);
CREATE INDEX task_labels_of_label ON tenantry.task_labels (org_id, label_id, task_id);

CREATE TABLE tenantry.task_comments (
    org_id uuid NOT NULL,
    task_id uuid NOT NULL,
    comment_id uuid NOT NULL,
    author_kind text NOT NULL,
    author_id uuid NOT NULL,
    text text NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    PRIMARY KEY (org_id, task_id, comment_id),
    FOREIGN KEY (org_id, task_id) REFERENCES tenantry.tasks (org_id, task_id) ON DELETE CASCADE
);

-- How many tasks there are of whom and of what. Of a status, or of a day counted from 1970-01-01:
-- the other is nothing then.
CREATE TABLE tenantry.task_tallies (
    org_id uuid NOT NULL,
    of_kind text COLLATE "C" NOT NULL,
    of_id uuid NOT NULL,
    measure text COLLATE "C" NOT NULL,
    status_id uuid NOT NULL,
    day integer NOT NULL,
    tasks bigint NOT NULL,
    PRIMARY KEY (org_id, of_kind, of_id, measure, status_id, day)
);
