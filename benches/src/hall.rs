//! An organisation full of teams, and a member who reads them.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use futures_util::{StreamExt, TryStreamExt, stream};
use tenantry::teams::{CreateTeam, GetTeam, ListTeams, Team};
use tenantry::{PageInput, TeamId, Tenant};

use crate::callers::{CALLERS, Done, Lap, team_name};
use crate::check;
use crate::peer::Session;
use crate::world::World;

/// How many teams a page has.
pub(crate) const PAGE: u32 = 50;

/// The teams, in the order of their ids, and who reads them.
pub(crate) struct Hall {
    pub(crate) world: World,
    pub(crate) owner: Tenant,
    pub(crate) session: Session,
    reader: Tenant,
    ids: Vec<TeamId>,
}

impl Hall {
    /// Makes so many teams in a world of two.
    pub(crate) async fn new(world: World, teams: u64) -> Result<Self> {
        let tenants = world.entered_org(&world.people).await?;
        let [owner, reader] = <[Tenant; 2]>::try_from(tenants)
            .ok()
            .context("a hall has an owner and a reader")?;
        let person = world.people.last().context("nobody is there")?;
        let session = Session::new(&world, person, owner.org()).await?;
        fill(&owner, teams).await?;
        Ok(Self {
            ids: check::team_ids(&owner).await?,
            world,
            owner,
            session,
            reader,
        })
    }

    /// The team that a call asks for: all over the place, the same for us and the peer.
    pub(crate) fn wanted(&self, call: u64) -> TeamId {
        self.ids[self.spread(call, self.ids.len())]
    }

    /// Where the page of a call begins, and what is on it.
    pub(crate) fn wanted_page(&self, call: u64) -> (TeamId, &[TeamId]) {
        let page = PAGE as usize;
        let before = self.spread(call, self.ids.len() - page - 1);
        (self.ids[before], &self.ids[before + 1..=before + page])
    }

    fn spread(&self, call: u64, places: usize) -> usize {
        (call.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize % places
    }

    /// Reads a team through the facade.
    pub(crate) async fn read_team(&self, call: u64) -> Result<()> {
        let wanted = self.wanted(call);
        let team = self.reader.teams().get(GetTeam { team: wanted }).await?;
        ensure!(team.id == wanted, "the answer is another team");
        Ok(())
    }

    /// Reads a page through the facade.
    pub(crate) async fn read_page(&self, call: u64) -> Result<()> {
        let (after, wanted) = self.wanted_page(call);
        let page = PageInput {
            limit: Some(PAGE),
            cursor: Some(after.to_string()),
        };
        let input = ListTeams {
            page,
            ..ListTeams::default()
        };
        let found = self.reader.teams().list(input).await?;
        is_page(wanted, &found.items)
    }
}

/// Fails unless these teams are the page.
pub(crate) fn is_page(wanted: &[TeamId], found: &[Team]) -> Result<()> {
    ensure!(
        wanted.iter().copied().eq(found.iter().map(|team| team.id)),
        "the answer is another page"
    );
    Ok(())
}

/// Calls something again and again for a while.
pub(crate) async fn repeat(span: Duration, read: impl AsyncFn(u64) -> Result<()>) -> Result<Done> {
    let mut lap = Lap::new(span, u64::MAX);
    while lap.goes_on() {
        read(lap.count()).await?;
        lap.count_one();
    }
    Ok(lap.done())
}

/// Creates so many teams, many at once.
pub(crate) async fn fill(tenant: &Tenant, teams: u64) -> Result<()> {
    let creating = (0..teams).map(async |number| {
        let team = CreateTeam::named(&team_name(number));
        tenant.teams().create(team).await.map(drop)
    });
    let all = stream::iter(creating).buffer_unordered(CALLERS);
    Ok(all.try_collect().await?)
}
