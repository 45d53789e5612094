//! A derived command: read the input, prove the caller, call, write the answer. The same for
//! every operation.

use clap::ArgMatches;
use futures_util::future::{Either, select};
use futures_util::stream::StreamExt;
use serde_json::Value;
use tenantry_surface::Model;
use tenantry_surface::commands::{ORG, turn_to};
use tenantry_surface::model::{Kind, Operation, Receiver};
use tenantry_surface::routes::{AFTER, cursor};

use crate::output::{self, ITEMS, Live, NEXT};
use crate::ports::Ports;
use crate::seat::{Items, Seat};
use crate::stop::Stop;
use crate::{arguments, context, interrupt, progress};

/// Runs an operation's command.
pub(crate) async fn run(
    model: &Model,
    operation: &Operation,
    matches: &ArgMatches,
    ports: &Ports,
) -> Result<(), Stop> {
    let input = arguments::input(model, operation, matches)?;
    if operation.kind == Kind::Stream {
        return follow(model, operation, matches, ports, input).await;
    }
    let answer = call(operation, matches, ports, input).await?;
    output::answer(context::format(matches), model, operation, &answer)
}

/// Calls an operation as the arguments say.
pub(crate) async fn call(
    operation: &Operation,
    matches: &ArgMatches,
    ports: &Ports,
    input: Value,
) -> Result<Value, Stop> {
    let seat = seat(operation, matches, ports).await?;
    let is_all = matches.try_get_one::<bool>("all").ok().flatten() == Some(&true);
    let calls = async {
        match is_all {
            true => all(&seat, operation, input).await,
            false => seat.call(&operation.id, input).await,
        }
    };
    progress::during(&operation.id, || None, calls).await
}

async fn seat(operation: &Operation, matches: &ArgMatches, ports: &Ports) -> Result<Seat, Stop> {
    let text = |name| matches.try_get_one::<String>(name).ok().flatten();
    let org = text(ORG).filter(|_| operation.receiver == Receiver::Tenant);
    let key = text("idempotency-key");
    Seat::take(
        matches,
        ports,
        operation.receiver,
        org.map(String::as_str),
        key.map(String::as_str),
    )
    .await
}

/// Every page of a list, as one.
async fn all(seat: &Seat, operation: &Operation, mut input: Value) -> Result<Value, Stop> {
    let mut items = Vec::new();
    loop {
        let mut page = seat.call(&operation.id, input.clone()).await?;
        if let Some(more) = page[ITEMS].as_array_mut() {
            items.append(more);
        }
        match page.get(NEXT).and_then(Value::as_str) {
            Some(next) => turn_to(&mut input, next),
            None => {
                page[ITEMS] = Value::Array(items);
                return Ok(page);
            }
        }
    }
}

/// Writes the items of a stream as they come, until there are enough or Ctrl-C. Then it is
/// told where to go on.
async fn follow(
    model: &Model,
    operation: &Operation,
    matches: &ArgMatches,
    ports: &Ports,
    input: Value,
) -> Result<(), Stop> {
    let mut last = input[AFTER].as_str().map(str::to_owned);
    let seat = seat(operation, matches, ports).await?;
    let items = seat.stream(&operation.id, input).await?;
    let live = Live::new(context::format(matches), model, &operation.output);
    let left = matches.get_one::<usize>("take").copied();
    let ended = written(items, live, left, &mut last).await;
    if let Some(cursor) = last.filter(|_| !matches!(ended, Err(Stop::Closed))) {
        output::note(&format!("note: go on with `--{AFTER} {cursor}`"));
    }
    ended
}

/// Writes items until there are enough, and keeps the cursor behind the last.
async fn written(
    mut items: Items,
    mut live: Live,
    mut left: Option<usize>,
    last: &mut Option<String>,
) -> Result<(), Stop> {
    let mut interrupted = interrupt::by_ctrl_c()?;
    while left != Some(0) {
        // Ctrl-C first: a feed that never rests must not keep it from being heard.
        let item = match select(interrupted.as_mut(), items.next()).await {
            Either::Left(_) => return Err(Stop::Interrupted),
            Either::Right((Some(item), _)) => item?,
            Either::Right((None, _)) => break,
        };
        live.item(&item)?;
        if let Some(cursor) = cursor(&item) {
            *last = Some(cursor.to_owned());
        }
        left = left.map(|left| left - 1);
    }
    Ok(())
}
