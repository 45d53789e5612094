-- Statuses and labels of tasks. Built-in statuses are no rows: nothing refers to `statuses`.

CREATE TABLE statuses (
    org_id BLOB NOT NULL,
    status_id BLOB NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    description TEXT,
    category TEXT NOT NULL,
    rank INTEGER NOT NULL,
    archived INTEGER NOT NULL,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (org_id, status_id),
    UNIQUE (org_id, name_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE labels (
    org_id BLOB NOT NULL,
    label_id BLOB NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    color TEXT,
    description TEXT,
    archived INTEGER NOT NULL,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (org_id, label_id),
    UNIQUE (org_id, name_key)
) STRICT, WITHOUT ROWID;

-- Tasks. Their team, project, parent and status are no foreign keys, as is said of projects. `due` is
-- what lists of what is due sort by: the last moment at which a task is not overdue, or the
-- largest number where it is never due.
CREATE TABLE tasks (
    org_id BLOB NOT NULL,
    task_id BLOB NOT NULL,
    title TEXT NOT NULL,
    description TEXT,
    owner_kind TEXT NOT NULL,
    owner_id BLOB NOT NULL,
    team_id BLOB,
    project_id BLOB,
    parent_id BLOB,
    status_id BLOB NOT NULL,
    category TEXT NOT NULL,
    priority INTEGER NOT NULL,
    due_on INTEGER,
    due_at INTEGER,
    due INTEGER NOT NULL,
    repeat TEXT,
    links TEXT NOT NULL,
    position TEXT NOT NULL,
    completed_at INTEGER,
    shared_until INTEGER,
    deleted_at INTEGER,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (org_id, task_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX tasks_by_team ON tasks (org_id, team_id, task_id) WHERE team_id IS NOT NULL;
CREATE INDEX tasks_by_owner ON tasks (org_id, owner_id, task_id);
CREATE INDEX tasks_by_project ON tasks (org_id, project_id, task_id) WHERE project_id IS NOT NULL;
CREATE INDEX tasks_by_parent ON tasks (org_id, parent_id, task_id) WHERE parent_id IS NOT NULL;
CREATE INDEX tasks_by_status ON tasks (org_id, status_id, task_id);
CREATE INDEX tasks_by_update ON tasks (org_id, updated_at, task_id);
CREATE INDEX tasks_by_due ON tasks (org_id, due, task_id);
CREATE INDEX tasks_pending_by_due ON tasks (org_id, due, task_id)
    WHERE category NOT IN ('done', 'cancelled') AND deleted_at IS NULL;
CREATE INDEX tasks_by_priority ON tasks (org_id, priority, task_id);
CREATE INDEX tasks_by_position ON tasks (org_id, position, task_id);
CREATE INDEX tasks_by_sharing ON tasks (org_id, shared_until, task_id)
    WHERE shared_until IS NOT NULL;
CREATE INDEX tasks_deleted ON tasks (org_id, task_id) WHERE deleted_at IS NOT NULL;

CREATE TABLE task_assignees (
    org_id BLOB NOT NULL,
    task_id BLOB NOT NULL,
    holder_kind TEXT NOT NULL,
    holder_id BLOB NOT NULL,
    place INTEGER NOT NULL,
    assigned_at INTEGER NOT NULL,
    PRIMARY KEY (org_id, task_id, holder_id, holder_kind),
    FOREIGN KEY (org_id, task_id) REFERENCES tasks (org_id, task_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX task_assignees_of_holder ON task_assignees (org_id, holder_id, task_id);

-- A label that is deleted is taken off the tasks that have it.
CREATE TABLE task_labels (
    org_id BLOB NOT NULL,
    task_id BLOB NOT NULL,
    label_id BLOB NOT NULL,
    PRIMARY KEY (org_id, task_id, label_id),
    FOREIGN KEY (org_id, task_id) REFERENCES tasks (org_id, task_id) ON DELETE CASCADE,
    FOREIGN KEY (org_id, label_id) REFERENCES labels (org_id, label_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX task_labels_of_label ON task_labels (org_id, label_id, task_id);

CREATE TABLE task_comments (
    org_id BLOB NOT NULL,
    task_id BLOB NOT NULL,
    comment_id BLOB NOT NULL,
    author_kind TEXT NOT NULL,
    author_id BLOB NOT NULL,
    text TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (org_id, task_id, comment_id),
    FOREIGN KEY (org_id, task_id) REFERENCES tasks (org_id, task_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- How many tasks there are of whom and of what. Of a status, or of a day counted from 1970-01-01:
-- the other is nothing then.
CREATE TABLE task_tallies (
    org_id BLOB NOT NULL,
    of_kind TEXT NOT NULL,
    of_id BLOB NOT NULL,
    measure TEXT NOT NULL,
    status_id BLOB NOT NULL,
    day INTEGER NOT NULL,
    tasks INTEGER NOT NULL,
    PRIMARY KEY (org_id, of_kind, of_id, measure, status_id, day)
) STRICT, WITHOUT ROWID;

-- What is searched in. One index serves all organisations: each term begins with its own's id.
-- `task_texts` says which number a task has there, and what stands there.
CREATE TABLE task_texts (
    org_id BLOB NOT NULL,
    task_id BLOB NOT NULL,
    text_id INTEGER PRIMARY KEY,
    digest BLOB NOT NULL,
    UNIQUE (org_id, task_id),
    FOREIGN KEY (org_id, task_id) REFERENCES tasks (org_id, task_id) ON DELETE CASCADE
) STRICT;

CREATE VIRTUAL TABLE task_terms USING fts5 (
    terms, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);

-- INVARIANT: what goes from `task_texts` goes from the index too, however it goes.
CREATE TRIGGER task_texts_gone AFTER DELETE ON task_texts BEGIN
    DELETE FROM task_terms WHERE rowid = old.text_id;
END;
