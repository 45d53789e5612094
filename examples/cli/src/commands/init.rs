//! `tenantry init`: a new store, with an organisation, its owner, and a first key.

use clap::{Arg, ArgMatches, Command};
use serde_json::{Value, json};
use tenantry::directory::{CreateDirectory, CreateKey, CreateUser, NewKey, UnlinkSubject};
use tenantry::orgs::CreateOrg;
use tenantry::{Error, Result, Tenantry};
use tenantry_sqlite::Sqlite;
use tenantry_surface::Address;

use crate::output::{self, Column};
use crate::ports::Ports;
use crate::stop::Stop;
use crate::{context, help, store};

pub(super) const EXAMPLE: &str =
    "tenantry init --db app.db --org Acme --slug acme --owner ada --email ada@example.com";

const REASON: &str = "tenantry init";

pub(super) fn command(_: &tenantry_surface::Model) -> Command {
    let text = |name: &'static str, help: &'static str| {
        let argument = Arg::new(name).long(name).help(help);
        argument.value_name(name.to_uppercase()).required(true)
    };
    Command::new("init")
        .about("Makes a store, with an organisation, its owner and a first API key")
        .long_about(
            "Makes a store, with an organisation, its owner and a first API key, which is shown \
             once.\n\nA store that is there already is refused and left as it is.",
        )
        .arg(text("org", "What the organisation is called"))
        .arg(text("slug", "Its short name: a to z, digits, hyphens"))
        .arg(text("owner", "Its owner's username"))
        .arg(text("email", "The owner's e-mail address"))
        .arg(
            text("directory", "What the directory of its people is called")
                .required(false)
                .default_value("People"),
        )
        .after_help(help::shown(EXAMPLE))
}

/// What is founded.
struct Founding {
    directory: String,
    org: String,
    slug: String,
    owner: String,
    email: String,
}

impl Founding {
    fn of(matches: &ArgMatches) -> Self {
        let text = |name| matches.get_one::<String>(name).cloned().unwrap_or_default();
        Self {
            directory: text("directory"),
            org: text("org"),
            slug: text("slug"),
            owner: text("owner"),
            email: text("email"),
        }
    }

    async fn found(&self, tenantry: &Tenantry) -> Result<Value> {
        let host = tenantry.system(REASON)?;
        let people = CreateDirectory::named(&self.directory);
        let people = host.directories().create(people).await?;
        // The word of this program, for as long as it takes to make the key.
        let owner = CreateUser::new(people.id, &self.owner, &self.email);
        let owner = host
            .users()
            .create(owner.proven_by(REASON, &self.owner))
            .await?;
        let caller = tenantry.vouch(people.id, REASON, &self.owner).await?;
        let org = CreateOrg::named(&self.org, &self.slug);
        let org = caller.orgs().create(org).await?;
        let key = CreateKey {
            name: "First".to_owned(),
            ..CreateKey::default()
        };
        let NewKey { key, secret } = caller.keys().create(key).await?;
        let word = UnlinkSubject {
            directory: people.id,
            issuer: REASON.to_owned(),
            subject: self.owner.clone(),
        };
        host.subjects().unlink(word).await?;
        Ok(json!({
            "directory": people.id,
            "org": org.id,
            "owner": owner.id,
            "key": key.id,
            "secret": secret,
        }))
    }
}

pub(super) async fn run(matches: &ArgMatches, ports: &Ports) -> Result<(), Stop> {
    let store = context::store(matches)?;
    let founding = Founding::of(matches);
    refuse_existing(&store, ports).await?;
    // What cannot be founded is refused before anything is there.
    founding.found(&Tenantry::new(Sqlite::memory()?)).await?;
    let tenantry = store::open_or_create(&store, ports).await?;
    let founded = founding.found(&tenantry).await?;
    let columns = ["org", "owner", "directory", "key", "secret"].map(Column::named);
    output::one(context::format(matches), &columns, &founded)?;
    output::note("note: the secret is shown once and never again: keep it as TENANTRY_KEY");
    let org = founded["org"].as_str().unwrap_or_default();
    output::note(&format!("next: `tenantry orgs get --org {org}`"));
    Ok(())
}

async fn refuse_existing(store: &Address, ports: &Ports) -> std::result::Result<(), Stop> {
    let exists = match store {
        Address::Memory => false,
        Address::File(path) => path.exists(),
        Address::Postgres(_) => store::schema(store, ports).await?.applied > 0,
    };
    if exists {
        let message = format!("there is already a store at `{store}`, which is left as it is");
        return Err(Error::conflict("exists", message)
            .with("store", store.to_string())
            .into());
    }
    Ok(())
}
