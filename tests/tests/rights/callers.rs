//! The kinds of callers that the table of rights has a column for.

use serde_json::json;
use tenantry::{Caller, Error, Result, Tenant};
use tenantry_conformance::tenants::World;

/// The columns. `then …` is somebody who entered before they lost their right; `v.` one
/// that the product vouched for, where the others hold API keys.
pub(crate) const CALLERS: [&str; 20] = [
    "system",
    "owner",
    "admin",
    "manager",
    "member",
    "viewer",
    "billing",
    "service",
    "scoped key",
    "link",
    "stranger",
    "suspended",
    "org suspended",
    "then suspended",
    "then v. suspended",
    "then v. unlinked",
    "then removed",
    "then revoked",
    "then org susp.",
    "then l. deleted",
];

/// A caller, and the organisation if they had entered it before.
pub(crate) struct Standing {
    pub(crate) caller: std::result::Result<Caller, Refusal>,
    held: Option<Tenant>,
    org: tenantry::OrgId,
}

/// A refusal to prove somebody, which can be told again.
#[derive(Clone, Debug)]
pub(crate) struct Refusal(tenantry::ErrorKind, &'static str);

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self(error.kind(), error.code())
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::new(refusal.0, refusal.1, "told again")
    }
}

impl Standing {
    /// Somebody of a kind, proven by an API key.
    pub(crate) async fn of(world: &World, kind: &str) -> Self {
        let owner = world.inside("owner").await;
        let system = world.system();
        let key = match kind {
            "system" => None,
            "service" => Some("robot"),
            "scoped key" => Some("scoped"),
            "stranger" => Some("dan"),
            "suspended" => Some("sleeper"),
            "org suspended" | "then org susp." => Some("owner"),
            "then suspended" | "then removed" | "then revoked" => Some("admin"),
            "then l. deleted" => Some("link"),
            "then v. suspended" | "then v. unlinked" => None,
            role => Some(role),
        };
        let caller = match key {
            Some(key) => world.key(key).await,
            None if kind == "system" => Ok(system.clone()),
            None => world.person("admin").await,
        };
        let held = match (&caller, kind.starts_with("then ")) {
            (Ok(caller), true) => Some(caller.enter(world.org).await.unwrap()),
            _ => None,
        };
        let admin = json!({ "directory": world.directory, "user": world.id("admin") });
        match kind {
            "then suspended" | "then v. suspended" => {
                drop(system.call("users.suspend", admin).await.unwrap())
            }
            "then v. unlinked" => {
                let subject = format!("{}-admin", world.mark);
                let link = json!({
                    "directory": world.directory, "issuer": "app", "subject": subject,
                });
                system.call("subjects.unlink", link).await.unwrap();
            }
            "then removed" => {
                let admin = json!({ "user": world.id("admin") });
                owner.call("members.remove", admin).await.unwrap();
            }
            "then revoked" => {
                let person = world.person("admin").await.unwrap();
                let key = json!({ "key": world.id("admin's key") });
                person.call("keys.revoke", key).await.unwrap();
            }
            "then l. deleted" => {
                let link = json!({ "link": world.id("link") });
                owner.call("links.delete", link).await.unwrap();
            }
            "org suspended" | "then org susp." => {
                let system = system.enter(world.org).await.unwrap();
                system.orgs().suspend().await.unwrap();
            }
            _ => {}
        }
        Self {
            caller: caller.map_err(Refusal::from),
            held,
            org: world.org,
        }
    }

    /// Inside the organisation.
    pub(crate) async fn tenant(&self) -> Result<Tenant> {
        match &self.held {
            Some(tenant) => Ok(tenant.clone()),
            None => self.caller.clone()?.enter(self.org).await,
        }
    }
}
