//! A world to measure in, made through the facade: people of one directory, each proven by
//! an API key, and organisations that they belong to.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, Result};
use futures_util::future::try_join_all;
use tenantry::access::Role;
use tenantry::directory::{ApiKey, CreateDirectory, CreateKey, CreateUser};
use tenantry::orgs::{AddMember, CreateOrg};
use tenantry::storage::Storage;
use tenantry::{Caller, DirectoryId, OrgId, OsIds, Tenant, Tenantry, UserId};

/// People of one directory.
pub(crate) struct World {
    pub(crate) tenantry: Tenantry,
    pub(crate) people: Vec<Person>,
    orgs: AtomicU64,
}

/// Somebody with an API key.
pub(crate) struct Person {
    pub(crate) user: UserId,
    pub(crate) key: ApiKey,
    /// The key itself, with which another process proves the same person.
    pub(crate) secret: String,
    pub(crate) caller: Caller,
}

impl World {
    /// Fills a store with so many people.
    pub(crate) async fn new(storage: Arc<dyn Storage>, people: usize) -> Result<Self> {
        let tenantry = Tenantry::shared(storage, Arc::new(OsIds));
        let host = tenantry.system("a benchmark")?;
        let directory = host.directories().create(CreateDirectory::named("Bench"));
        let directory = directory.await?.id;
        let people = (0..people).map(|number| Person::new(&tenantry, &host, directory, number));
        Ok(Self {
            people: try_join_all(people).await?,
            tenantry,
            orgs: AtomicU64::new(0),
        })
    }

    /// Makes an organisation of these people: the first owns it, the others run its teams.
    pub(crate) async fn org(&self, people: &[Person]) -> Result<OrgId> {
        let (owner, others) = people.split_first().context("nobody to own it")?;
        let slug = format!("bench-{}", self.orgs.fetch_add(1, Ordering::Relaxed));
        let org = owner.caller.orgs().create(CreateOrg::named("Bench", &slug));
        let org = org.await?.id;
        let host = owner.caller.enter(org).await?;
        let adding = others.iter().map(|person| {
            host.members().add(AddMember {
                user: person.user,
                role: Role::Manager,
            })
        });
        try_join_all(adding).await?;
        Ok(org)
    }

    /// The same, and everybody has entered it.
    pub(crate) async fn entered_org(&self, people: &[Person]) -> Result<Vec<Tenant>> {
        let org = self.org(people).await?;
        let entering = people.iter().map(|person| person.caller.enter(org));
        Ok(try_join_all(entering).await?)
    }

    /// The last entry of an organisation's journal.
    pub(crate) async fn seq(&self, org: OrgId) -> Result<u64> {
        let head = self.tenantry.storage().head(org.into()).await?;
        Ok(head.context("the organisation has no head")?.seq)
    }
}

impl Person {
    async fn new(
        tenantry: &Tenantry,
        host: &Caller,
        directory: DirectoryId,
        number: usize,
    ) -> Result<Self> {
        let name = format!("person-{number}");
        let user = CreateUser::new(directory, &name, &format!("{name}@example.com"));
        let user = host.users().create(user.proven_by("bench", &name)).await?;
        let key = tenantry.vouch(directory, "bench", &name).await?;
        let key = key.keys().create(CreateKey {
            name,
            ..CreateKey::default()
        });
        let key = key.await?;
        let secret = key
            .secret
            .context("a new key is shown")?
            .expose()
            .to_owned();
        // Noted once a minute; noted now, it is not noted in the middle of a round.
        let caller = tenantry.authenticate(&secret).await?;
        Ok(Self {
            user: user.id,
            key: key.key,
            secret,
            caller,
        })
    }
}
