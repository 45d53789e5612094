//! The first program: people, an organisation, a team, and a journal that verifies.
//!
//! `cargo run -p tenantry-examples --bin first`

use tenantry::{Tenantry, directory::*, orgs::CreateOrg, teams::CreateTeam};

#[tokio::main]
async fn main() -> tenantry::Result<()> {
    let tenantry = Tenantry::new(tenantry_sqlite::Sqlite::memory()?);
    let product = tenantry.system("the first start")?;
    let people = product
        .directories()
        .create(CreateDirectory {
            name: "People".into(),
        })
        .await?;
    let founder = CreateUser::new(people.id, "founder", "founder@example.com");
    product
        .users()
        .create(founder.proven_by("my-sign-in", "42"))
        .await?;

    let founder = tenantry.vouch(people.id, "my-sign-in", "42").await?;
    let acme = CreateOrg {
        name: "Acme".into(),
        slug: "acme".into(),
        ..Default::default()
    };
    let acme = founder.enter(founder.orgs().create(acme).await?.id).await?;
    let team = CreateTeam {
        name: "Research".into(),
        ..Default::default()
    };
    assert_eq!(acme.teams().create(team).await?.name, "Research");
    assert!(acme.journal().verify(Default::default()).await?.is_intact);
    Ok(())
}
