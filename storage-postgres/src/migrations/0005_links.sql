-- The secrets of links: a grant to a holder of the kind `link` has a row here.

CREATE TABLE tenantry.link_secrets (
    org_id uuid NOT NULL,
    grant_id uuid NOT NULL,
    hash bytea NOT NULL,
    PRIMARY KEY (org_id, grant_id),
    FOREIGN KEY (org_id, grant_id) REFERENCES tenantry.grants (org_id, grant_id) ON DELETE CASCADE
);
