//! A server on loopback, with an organisation whose owner has a key.

use std::time::Duration;

use serde_json::{Value, json};
use tenantry::{Caller, DirectoryId, OrgId, Tenant, Tenantry};
use tenantry_remote::{Options, Proof, Remote};
use tenantry_server::{Config, app, serve};
use tenantry_sqlite::Sqlite;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// Far longer than anything here takes: only a hang reaches it.
pub(crate) const HANGS: Duration = Duration::from_secs(60);

/// A server with one organisation, whose owner has a key.
pub(crate) struct Served {
    pub(crate) address: String,
    pub(crate) system: Caller,
    pub(crate) directory: DirectoryId,
    pub(crate) owner: Caller,
    pub(crate) inside: Tenant,
    pub(crate) org: OrgId,
    pub(crate) key: Value,
    pub(crate) stop: oneshot::Sender<()>,
    pub(crate) serving: JoinHandle<anyhow::Result<()>>,
}

impl Served {
    pub(crate) async fn new(change: impl FnOnce(&mut Config)) -> Self {
        let tenantry = Tenantry::new(Sqlite::memory().unwrap());
        let system = tenantry.system("set up").unwrap();
        let directory = system
            .call("directories.create", json!({ "name": "People" }))
            .await;
        let directory = directory.unwrap()["id"].clone();
        let person = json!({
            "directory": directory, "username": "owner", "display_name": "Owner",
            "email": "owner@example.com", "subject": { "issuer": "app", "subject": "1" },
        });
        system.call("users.create", person).await.unwrap();
        let directory: DirectoryId = directory.as_str().unwrap().parse().unwrap();
        let owner = tenantry.vouch(directory, "app", "1").await.unwrap();
        let org = json!({ "name": "Acme", "slug": "acme" });
        let org = owner.call("orgs.create", org).await.unwrap()["id"].clone();
        let org: OrgId = org.as_str().unwrap().parse().unwrap();
        let key = owner
            .call("keys.create", json!({ "name": "test" }))
            .await
            .unwrap();
        let inside = owner.enter(org).await.unwrap();
        let mut config = Config::default();
        change(&mut config);
        let router = app(tenantry, &config).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (stop, stopped) = oneshot::channel::<()>();
        let serving = tokio::spawn(async move {
            let stopped = async move { drop(stopped.await) };
            serve::serve(listener, router, &config.limits, stopped).await
        });
        Self {
            address,
            system,
            directory,
            owner,
            inside,
            org,
            key,
            stop,
            serving,
        }
    }

    /// The owner, over the network.
    pub(crate) fn remote(&self) -> Remote {
        let secret = self.key["secret"].as_str().unwrap();
        self.remote_by(Proof::Key(secret.into()))
    }

    /// Whoever a proof is of, over the network.
    pub(crate) fn remote_by(&self, proof: Proof) -> Remote {
        Remote::connect(&self.address, proof, Options::default()).unwrap()
    }

    /// A bare connection.
    pub(crate) async fn dial(&self) -> TcpStream {
        let address = self.address.trim_start_matches("http://");
        TcpStream::connect(address).await.unwrap()
    }

    /// The owner's key itself.
    pub(crate) fn secret(&self) -> &str {
        self.key["secret"].as_str().unwrap()
    }
}
