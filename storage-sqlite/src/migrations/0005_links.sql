-- The secrets of links: a grant to a holder of the kind `link` has a row here.

CREATE TABLE link_secrets (
    org_id BLOB NOT NULL,
    grant_id BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (org_id, grant_id),
    FOREIGN KEY (org_id, grant_id) REFERENCES grants (org_id, grant_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
