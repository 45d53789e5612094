//! The first program: people, an organisation, a team, and a journal that verifies.
//!
//! `cargo run -p tenantry-examples --bin first`

use tenantry::{Tenantry, directory::*, orgs::CreateOrg, teams::CreateTeam};

#[tokio::main]
async fn main() -> tenantry::Result<()> {
    let tenantry = Tenantry::new(tenantry_sqlite::Sqlite::memory()?);
    let host = tenantry.system("the first start")?;
    let people = CreateDirectory::named("People");
    let people = host.directories().create(people).await?;
    let founder = CreateUser::new(people.id, "founder", "founder@example.com");
    host.users().create(founder.proven_by("app", "42")).await?;

    let founder = tenantry.vouch(people.id, "app", "42").await?;
    let acme = CreateOrg::named("Acme", "acme");
    let acme = founder.orgs().create(acme).await?;
    let acme = founder.enter(acme.id).await?;
    let team = acme.teams().create(CreateTeam::named("Research")).await?;
    assert_eq!(team.name, "Research");
    assert!(acme.journal().verify(Default::default()).await?.is_intact);
    Ok(())
}
