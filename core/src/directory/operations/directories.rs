//! The operations on directories: the operator's.

use tenantry_macros::operation;

use crate::call::Caller;
use crate::directory::rules::directories;
use crate::directory::{CreateDirectory, Directory, GetDirectory, ListDirectories};
use crate::journal::{JournalPage, ListDirectoryJournal, Verification, history, verify_scope};
use crate::storage::Scope;
use crate::{Error, Page, Result};

/// Creates a directory. Only the system can.
///
/// One directory serves all organisations of most products. Organisations whose people
/// must not meet get directories of their own: the same e-mail address may live in two.
///
/// An idempotency key names its directory for good: a day later, when other operations take
/// the key for a new call's, this one is refused with `key_names_directory`.
#[operation(id = "directories.create", kind = change, permission = DIRECTORY_MANAGE)]
pub(crate) async fn create(caller: &Caller, input: CreateDirectory) -> Result<Directory> {
    caller.require_operator()?;
    caller
        .commit(|now| directories::create(now, &input.name))
        .await
}

/// Gets a directory. Only the system can.
#[operation(id = "directories.get", kind = read, permission = DIRECTORY_MANAGE, errors = [NotFound])]
pub(crate) async fn get(caller: &Caller, input: GetDirectory) -> Result<Directory> {
    caller.require_operator()?;
    let seen = caller.storage().directory(input.directory).await?;
    seen.map(|seen| seen.value)
        .ok_or_else(|| Error::not_found("directory", input.directory))
}

/// Lists the directories by age. Only the system can.
#[operation(id = "directories.list", kind = read, permission = DIRECTORY_MANAGE)]
pub(crate) async fn list(caller: &Caller, input: ListDirectories) -> Result<Page<Directory>> {
    caller.require_operator()?;
    let keyset = input.page.in_order(input.order)?;
    let rows = caller.storage().directories(keyset.one_more()).await?;
    Ok(Page::of(rows, keyset, |directory| directory.id.uuid()))
}

/// Lists the journal of a directory from a place on, oldest first. Only the system can.
#[operation(id = "directories.journal", kind = read, permission = DIRECTORY_MANAGE, errors = [NotFound])]
pub(crate) async fn journal(caller: &Caller, input: ListDirectoryJournal) -> Result<JournalPage> {
    caller.require_operator()?;
    let scope = Scope::Directory(input.directory);
    let head = caller.storage().head(scope).await?;
    let head = head.ok_or_else(|| Error::not_found("directory", input.directory))?;
    history::page(caller.storage(), scope, &head, input.after, input.limit).await
}

/// Verifies the journal of a directory: every entry against the hash before it. Only the
/// system can.
#[operation(id = "directories.verify", kind = read, permission = DIRECTORY_MANAGE, errors = [NotFound])]
pub(crate) async fn verify(caller: &Caller, input: GetDirectory) -> Result<Verification> {
    caller.require_operator()?;
    verify_scope(caller.storage(), input.directory.into()).await
}
