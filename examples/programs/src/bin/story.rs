//! A readable story on a new SQLite file: people, an organisation, teams, a key, a
//! refusal, a race, the live feed, and a verified journal.
//!
//! `cargo run -p tenantry-examples --bin story`

use anyhow::{Context, Result, ensure};
use futures_util::StreamExt;
use futures_util::future::join_all;
use tenantry::access::{Principal, Role};
use tenantry::directory::{CreateDirectory, CreateKey, CreateUser, RevokeKey, User};
use tenantry::journal::{FeedItem, Subscribe};
use tenantry::orgs::{AddMember, CreateOrg, UpdateMember};
use tenantry::teams::{AddTeamMember, CreateTeam, MoveTeam, Team};
use tenantry::{Caller, DirectoryId, Tenant, Tenantry};
use tenantry_sqlite::Sqlite;

const ISSUER: &str = "the-products-own-sign-in";

#[tokio::main]
async fn main() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("demo.db");
    let tenantry = Tenantry::new(Sqlite::open(&file)?);
    chapter("A new database", &format!("{}", file.display()));

    let (directory, founder, colleague) = people(&tenantry).await?;
    let acme = organisation(&tenantry, directory, &colleague).await?;
    let start = acme.journal().list(Default::default()).await?.cursor;
    let (research, _) = teams(&acme, &colleague).await?;
    key(&tenantry, &founder, &acme).await?;
    refusal(&tenantry, directory, &acme, &research).await?;
    race(&acme, &research).await?;
    feed(&acme, start).await?;
    journal(&acme).await?;
    say("done: the file goes with its temporary folder");
    Ok(())
}

async fn people(tenantry: &Tenantry) -> Result<(DirectoryId, Caller, User)> {
    chapter(
        "People",
        "the product itself sets up a directory, and says why",
    );
    let setup = tenantry.system("set up the demo")?;
    let directory = setup
        .directories()
        .create(CreateDirectory {
            name: "People".to_owned(),
        })
        .await?
        .id;
    let founder = person(&setup, directory, "founder").await?;
    let colleague = person(&setup, directory, "colleague").await?;
    say(&format!(
        "two people: {} <{}>",
        founder.username, founder.email
    ));
    say(&format!(
        "            {} <{}>",
        colleague.username, colleague.email
    ));
    let caller = tenantry.vouch(directory, ISSUER, "founder").await?;
    Ok((directory, caller, colleague))
}

async fn person(setup: &Caller, directory: DirectoryId, name: &str) -> Result<User> {
    let user = CreateUser::new(directory, name, &format!("{name}@example.com"));
    let user = setup.users().create(user.proven_by(ISSUER, name)).await?;
    Ok(user)
}

async fn organisation(
    tenantry: &Tenantry,
    directory: DirectoryId,
    colleague: &User,
) -> Result<Tenant> {
    chapter("An organisation", "its creator becomes its owner");
    let founder = tenantry.vouch(directory, ISSUER, "founder").await?;
    let org = founder
        .orgs()
        .create(CreateOrg {
            name: "Acme".into(),
            slug: "acme".into(),
            ..Default::default()
        })
        .await?;
    let acme = founder.enter(org.id).await?;
    acme.members()
        .add(AddMember {
            user: colleague.id,
            role: Role::Member,
        })
        .await?;
    say("Acme, with the founder as owner and the colleague as member");
    Ok(acme)
}

async fn teams(acme: &Tenant, colleague: &User) -> Result<(Team, Team)> {
    chapter("Teams", "a tree; a role in a team reaches the teams below");
    let research = acme
        .teams()
        .create(CreateTeam {
            name: "Research".into(),
            ..Default::default()
        })
        .await?;
    let models = acme
        .teams()
        .create(CreateTeam {
            name: "Models".into(),
            parent: Some(research.id),
            ..Default::default()
        })
        .await?;
    acme.team_members()
        .add(AddTeamMember {
            team: research.id,
            principal: Principal::User(colleague.id),
            role: Role::Manager,
        })
        .await?;
    say("Research, and Models below it; the colleague manages both");
    let cycle = MoveTeam {
        team: research.id,
        parent: Some(models.id),
        if_version: None,
    };
    let refused = acme
        .teams()
        .move_(cycle)
        .await
        .err()
        .context("a cycle was allowed")?;
    say(&format!(
        "moving Research below Models: {} ({})",
        refused,
        refused.code()
    ));
    Ok((research, models))
}

async fn key(tenantry: &Tenantry, founder: &Caller, acme: &Tenant) -> Result<()> {
    chapter(
        "An API key",
        "shown once, kept as a hash, refused offline when mistyped",
    );
    let keyed = CreateKey {
        name: "laptop".into(),
        org: Some(acme.org()),
        ..Default::default()
    };
    let new = founder.keys().create(keyed).await?;
    let secret = new.secret.context("the key is in the answer")?;
    let by_key = tenantry
        .authenticate(secret.expose())
        .await?
        .enter(acme.org())
        .await?;
    say(&format!(
        "{}… opens {}",
        new.key.hint,
        by_key.orgs().get().await?.name
    ));
    let typo = secret.expose().replace("tnt_", "tnt-");
    let refused = tenantry
        .authenticate(&typo)
        .await
        .err()
        .context("a typo was accepted")?;
    say(&format!("with a typo: {refused}"));
    founder.keys().revoke(RevokeKey { key: new.key.id }).await?;
    let refused = by_key
        .orgs()
        .get()
        .await
        .err()
        .context("a revoked key was accepted")?;
    say(&format!("after it was revoked: {refused}"));
    Ok(())
}

async fn refusal(
    tenantry: &Tenantry,
    directory: DirectoryId,
    acme: &Tenant,
    research: &Team,
) -> Result<()> {
    chapter(
        "Rights",
        "the colleague runs teams below Research, and nothing else",
    );
    let colleague = tenantry
        .vouch(directory, ISSUER, "colleague")
        .await?
        .enter(acme.org())
        .await?;
    let below = CreateTeam {
        name: "Evals".into(),
        parent: Some(research.id),
        ..Default::default()
    };
    let team = colleague.teams().create(below).await?;
    say(&format!("below Research: {} was created", team.name));
    let top = CreateTeam {
        name: "Sales".into(),
        ..Default::default()
    };
    let refused = colleague
        .teams()
        .create(top)
        .await
        .err()
        .context("it was allowed")?;
    say(&format!("at the top: {refused}"));
    Ok(())
}

async fn race(acme: &Tenant, research: &Team) -> Result<()> {
    chapter(
        "A race",
        "32 callers rename one team; every change names the version it was made on",
    );
    let (team, if_version) = (research.id, Some(research.version));
    let moves = (0..32).map(|number| {
        let name = Some(format!("Research {number}"));
        let description = Default::default();
        let owner = None;
        acme.teams().update(tenantry::teams::UpdateTeam {
            team,
            if_version,
            name,
            description,
            owner,
        })
    });
    let won = join_all(moves)
        .await
        .into_iter()
        .filter(Result::is_ok)
        .count();
    ensure!(won == 1, "{won} of 32 won");
    say("of 32 at once exactly 1 won; 31 were told that the version had moved");
    let owner = acme.actor().principal().context("a person")?;
    let demotion = UpdateMember {
        principal: owner,
        if_version: None,
        role: Role::Viewer,
    };
    let refused = acme
        .members()
        .update(demotion)
        .await
        .err()
        .context("the last owner went")?;
    say(&format!("the last owner steps down: {refused}"));
    Ok(())
}

async fn feed(acme: &Tenant, start: tenantry::journal::Cursor) -> Result<()> {
    chapter(
        "The live feed",
        "replays what was missed, in order, then follows",
    );
    let mut feed = acme
        .journal()
        .subscribe(Subscribe { after: Some(start) })
        .await?;
    let end = acme.journal().list(Default::default()).await?;
    let mut last = start;
    while last.seq() < end.cursor.seq() {
        let item = feed.next().await.context("the feed ended")??;
        if let FeedItem::Entry { entry } = &item {
            say(&format!(
                "{:>3}  {:<20} {}",
                entry.seq, entry.operation, entry.subject.noun
            ));
        }
        last = item.cursor();
    }
    let live = CreateTeam {
        name: "Live".into(),
        ..Default::default()
    };
    acme.teams().create(live).await?;
    if let FeedItem::Entry { entry } = feed.next().await.context("the feed ended")?? {
        say(&format!(
            "{:>3}  {:<20} arrived live",
            entry.seq, entry.operation
        ));
    }
    Ok(())
}

async fn journal(acme: &Tenant) -> Result<()> {
    chapter("The journal", "every entry is chained to the one before");
    let verified = acme.journal().verify(Default::default()).await?;
    ensure!(
        verified.is_intact,
        "the journal is broken at {:?}",
        verified.broken_at
    );
    say(&format!(
        "{} entries verified; the head is {}",
        verified.entries, verified.hash
    ));
    Ok(())
}

fn chapter(title: &str, about: &str) {
    println!("\n{title}: {about}");
}

fn say(line: &str) {
    println!("  {line}");
}
