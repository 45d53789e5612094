//! Where a round takes place: people who have just entered new organisations.

use anyhow::{Result, ensure};
use tenantry::Tenant;

use crate::callers::Done;
use crate::check;
use crate::peer::Session;
use crate::world::{Person, World};

/// Callers in organisations that nobody has worked in yet.
pub(crate) struct Stage {
    /// One a caller, for us.
    pub(crate) tenants: Vec<Tenant>,
    /// One a caller, for the peers.
    pub(crate) sessions: Vec<Session>,
    /// Each organisation, by one who is in it, with the last entry before the round.
    orgs: Vec<(Tenant, u64)>,
}

impl Stage {
    /// All of these people in one organisation.
    pub(crate) async fn shared(world: &World, people: &[Person]) -> Result<Self> {
        let mut stage = Self::empty();
        stage.add(world, people).await?;
        Ok(stage)
    }

    /// Each of these people in an organisation of their own.
    pub(crate) async fn apart(world: &World, people: &[Person]) -> Result<Self> {
        let mut stage = Self::empty();
        for alone in people.chunks(1) {
            stage.add(world, alone).await?;
        }
        Ok(stage)
    }

    fn empty() -> Self {
        Self {
            tenants: Vec::new(),
            sessions: Vec::new(),
            orgs: Vec::new(),
        }
    }

    async fn add(&mut self, world: &World, people: &[Person]) -> Result<()> {
        let tenants = world.entered_org(people).await?;
        for (tenant, person) in tenants.iter().zip(people) {
            let session = Session::new(world, person, tenant.org()).await?;
            self.sessions.push(session);
        }
        if let Some(tenant) = tenants.first() {
            let seq = world.seq(tenant.org()).await?;
            self.orgs.push((tenant.clone(), seq));
        }
        self.tenants.extend(tenants);
        Ok(())
    }

    /// Fails unless what was done is there and the journals tell of it; else says how fast it was.
    pub(crate) async fn checked(&self, done: Done) -> Result<f64> {
        let mut found = 0;
        for (tenant, seq) in &self.orgs {
            found += check::teams_since(tenant, *seq).await?;
        }
        ensure!(
            found == done.count,
            "{} teams were created, {found} are there",
            done.count
        );
        Ok(done.per_second())
    }
}
