//! `tenantry migrate`: brings a store's schema up to date, or shows what is to be done.

use clap::{Arg, ArgMatches, Command};
use serde_json::json;

use crate::output::{self, Column};
use crate::ports::Ports;
use crate::stop::Stop;
use crate::{context, help, progress, store};

pub(super) fn command(_: &tenantry_surface::Model) -> Command {
    Command::new("migrate")
        .about("Brings a store's schema up to date")
        .long_about(
            "Brings a store's schema up to date.\n\nOpening a store does that too. Here it is \
             done on its own: before a new version of the product starts, by a role that may \
             create tables.",
        )
        .arg(
            Arg::new("dry-run")
                .long("dry-run")
                .num_args(0)
                .help("Shows what is to be done, and does nothing"),
        )
        .after_help(help::shown("tenantry migrate --db app.db --dry-run"))
}

pub(super) async fn run(matches: &ArgMatches, ports: &Ports) -> Result<(), Stop> {
    let store = context::store(matches)?;
    let standing = store::schema(&store, ports).await?;
    let is_dry = matches.get_flag("dry-run");
    let pending = standing.known.saturating_sub(standing.applied);
    if pending > 0 && !is_dry {
        progress::during("migrating", || None, store::open(&store, ports)).await?;
    }
    let told = json!({
        "schema": standing.applied,
        "known": standing.known,
        "pending": pending,
        "applied": if is_dry { 0 } else { pending },
    });
    let columns = ["schema", "known", "pending", "applied"].map(Column::named);
    output::one(context::format(matches), &columns, &told)
}
