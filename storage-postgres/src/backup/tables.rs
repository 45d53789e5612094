//! What a backup holds: every table with its columns, in the order in which it is restored.

/// One table.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) name: &'static str,
    columns: &'static str,
    key: &'static str,
    /// The first version of the schema that has it.
    since: u32,
}

/// Every table but the list of migrations. What is referred to comes before what refers to
/// it, and the heads come before the journals that are verified against them.
pub(super) const TABLES: [Table; 37] = [
    Table {
        name: "directories",
        columns: "directory_id, name, version, created_at, updated_at",
        key: "directory_id",
        since: 1,
    },
    Table {
        name: "directory_heads",
        columns: "directory_id, seq, rights, narrowed, floor, floor_hash, hash, at",
        key: "directory_id",
        since: 1,
    },
    Table {
        name: "users",
        columns: "directory_id, user_id, username, email, email_key, display_name, status, \
                  last_login_at, version, created_at, updated_at",
        key: "directory_id, user_id",
        since: 1,
    },
    Table {
        name: "api_keys",
        columns: "directory_id, key_id, owner_kind, owner_id, org_id, name, hint, hash, scopes, \
                  expires_at, last_used_at, revoked_at, replaced_by, version, created_at, \
                  updated_at",
        key: "directory_id, key_id",
        since: 1,
    },
    Table {
        name: "subjects",
        columns: "directory_id, issuer, subject, user_id, version, created_at",
        key: "directory_id, issuer, subject",
        since: 1,
    },
    Table {
        name: "slugs",
        columns: "directory_id, slug, org_id",
        key: "directory_id, slug",
        since: 1,
    },
    Table {
        name: "affiliations",
        columns: "directory_id, user_id, org_id",
        key: "directory_id, user_id, org_id",
        since: 1,
    },
    Table {
        name: "departed_orgs",
        columns: "directory_id, org_id, seq, hash, deleted_at",
        key: "directory_id, org_id",
        since: 1,
    },
    Table {
        name: "directory_counters",
        columns: "directory_id, name, of_id, value",
        key: "directory_id, name, of_id",
        since: 1,
    },
    Table {
        name: "directory_replays",
        columns: "directory_id, caller_id, operation, key, fingerprint, answer, checks, at",
        key: "directory_id, caller_id, operation, key",
        since: 1,
    },
    Table {
        name: "directory_journal",
        columns: "directory_id, seq, at, commit_id, actor_kind, actor_id, on_behalf_of, reason, \
                  operation, noun, subject_id, body, audience, effect, hash",
        key: "directory_id, seq",
        since: 1,
    },
    Table {
        name: "directory_personal",
        columns: "directory_id, seq, field, person_id, salt, value",
        key: "directory_id, seq, field",
        since: 1,
    },
    Table {
        name: "orgs",
        columns: "org_id, directory_id, name, slug, address, contact, status, version, \
                  created_at, updated_at",
        key: "org_id",
        since: 1,
    },
    Table {
        name: "org_heads",
        columns: "org_id, seq, rights, narrowed, floor, floor_hash, hash, at",
        key: "org_id",
        since: 1,
    },
    Table {
        name: "members",
        columns: "org_id, principal_id, principal_kind, role, suspended, version, created_at, \
                  updated_at",
        key: "org_id, principal_id",
        since: 1,
    },
    Table {
        name: "services",
        columns: "org_id, service_id, name, name_key, description, version, created_at, \
                  updated_at",
        key: "org_id, service_id",
        since: 1,
    },
    Table {
        name: "teams",
        columns: "org_id, team_id, parent_id, owner_kind, owner_id, name, description, version, \
                  created_at, updated_at",
        key: "org_id, team_id",
        since: 1,
    },
    Table {
        name: "team_members",
        columns: "org_id, team_id, principal_id, principal_kind, role, version, created_at, \
                  updated_at",
        key: "org_id, team_id, principal_id",
        since: 1,
    },
    Table {
        name: "projects",
        columns: "org_id, project_id, name, description, owner_kind, owner_id, team_id, status, \
                  starts_on, due_on, version, created_at, updated_at",
        key: "org_id, project_id",
        since: 3,
    },
    Table {
        name: "statuses",
        columns: "org_id, status_id, name, name_key, description, category, rank, archived, \
                  version, created_at, updated_at",
        key: "org_id, status_id",
        since: 4,
    },
    Table {
        name: "labels",
        columns: "org_id, label_id, name, name_key, color, description, archived, version, \
                  created_at, updated_at",
        key: "org_id, label_id",
        since: 4,
    },
    Table {
        name: "tasks",
        columns: "org_id, task_id, title, description, owner_kind, owner_id, team_id, project_id, \
                  parent_id, status_id, category, priority, due_on, due_at, due, repeat, links, \
                  position, completed_at, shared_until, deleted_at, version, created_at, \
                  updated_at",
        key: "org_id, task_id",
        since: 4,
    },
    Table {
        name: "task_texts",
        columns: "org_id, task_id, digest, terms",
        key: "org_id, task_id",
        since: 4,
    },
    Table {
        name: "task_assignees",
        columns: "org_id, task_id, holder_kind, holder_id, place, assigned_at",
        key: "org_id, task_id, holder_id, holder_kind",
        since: 4,
    },
    Table {
        name: "task_labels",
        columns: "org_id, task_id, label_id",
        key: "org_id, task_id, label_id",
        since: 4,
    },
    Table {
        name: "task_comments",
        columns: "org_id, task_id, comment_id, author_kind, author_id, text, version, \
                  created_at, updated_at",
        key: "org_id, task_id, comment_id",
        since: 4,
    },
    Table {
        name: "task_tallies",
        columns: "org_id, of_kind, of_id, measure, status_id, day, tasks",
        key: "org_id, of_kind, of_id, measure, status_id, day",
        since: 4,
    },
    Table {
        name: "permissions",
        columns: "org_id, permission_id, name, description, level, version, created_at, updated_at",
        key: "org_id, permission_id",
        since: 2,
    },
    Table {
        name: "roles",
        columns: "org_id, role_id, name, name_key, description, permissions, version, created_at, \
                  updated_at",
        key: "org_id, role_id",
        since: 2,
    },
    Table {
        name: "assignments",
        columns: "org_id, assignment_id, holder_kind, holder_id, role_id, team_id, expires_at, \
                  given_by_kind, given_by_id, version, created_at, updated_at",
        key: "org_id, assignment_id",
        since: 2,
    },
    Table {
        name: "grants",
        columns: "org_id, grant_id, object_kind, object_id, holder_kind, holder_id, level, \
                  expires_at, given_by_kind, given_by_id, version, created_at, updated_at",
        key: "org_id, grant_id",
        since: 2,
    },
    Table {
        name: "link_secrets",
        columns: "org_id, grant_id, hash",
        key: "org_id, grant_id",
        since: 5,
    },
    Table {
        name: "checkpoints",
        columns: "org_id, seq, hash, created_at",
        key: "org_id, seq",
        since: 1,
    },
    Table {
        name: "org_counters",
        columns: "org_id, name, of_id, value",
        key: "org_id, name, of_id",
        since: 1,
    },
    Table {
        name: "org_replays",
        columns: "org_id, caller_id, operation, key, fingerprint, answer, checks, at",
        key: "org_id, caller_id, operation, key",
        since: 1,
    },
    Table {
        name: "org_journal",
        columns: "org_id, seq, at, commit_id, actor_kind, actor_id, on_behalf_of, reason, \
                  operation, noun, subject_id, body, audience, effect, hash",
        key: "org_id, seq",
        since: 1,
    },
    Table {
        name: "org_personal",
        columns: "org_id, seq, field, person_id, salt, value",
        key: "org_id, seq, field",
        since: 1,
    },
];

/// The tables that a version of the schema has.
pub(super) fn tables_of(schema: u32) -> impl Iterator<Item = &'static Table> {
    TABLES.iter().filter(move |table| table.since <= schema)
}

impl Table {
    /// Asks for the rows, sorted: the same data make the same file.
    pub(super) fn copy_out(&self, schema: &str) -> String {
        let Self {
            name, columns, key, ..
        } = self;
        format!("COPY (SELECT {columns} FROM \"{schema}\".{name} ORDER BY {key}) TO STDOUT")
    }

    /// Takes the rows.
    pub(super) fn copy_in(&self, schema: &str) -> String {
        let Self { name, columns, .. } = self;
        format!("COPY \"{schema}\".{name} ({columns}) FROM STDIN")
    }

    /// The line above the rows in the file.
    pub(super) fn title(&self) -> String {
        let Self { name, columns, .. } = self;
        format!("COPY tenantry.{name} ({columns}) FROM stdin;\n")
    }

    /// Whether there is any row.
    pub(super) fn any(&self, schema: &str) -> String {
        format!("SELECT EXISTS (SELECT FROM \"{schema}\".{})", self.name)
    }
}
