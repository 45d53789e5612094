//! The operations on people.

use tenantry_macros::operation;

use crate::call::Caller;
use crate::directory::rules::users::{self, Everywhere};
use crate::directory::{CreateUser, GetUser, ListUsers, NameUser, UpdateUser, User, UserStatus};
use crate::storage::Expect;
use crate::{DirectoryId, Error, Page, Result, UserId};

/// Creates a person in a directory. Only the system can.
#[operation(id = "users.create", kind = change, permission = DIRECTORY_MANAGE, errors = [NotFound, Conflict])]
pub(crate) async fn create(caller: &Caller, input: CreateUser) -> Result<User> {
    caller.require_operator()?;
    caller
        .commit(|now| users::create(now, input.directory, &input))
        .await
}

/// Gets the caller's own person.
#[operation(id = "me.get", kind = read, permission = none, errors = [Denied])]
pub(crate) async fn me(caller: &Caller) -> Result<User> {
    let (directory, user) = caller.person()?;
    load(caller, directory, user).await
}

/// Gets a person: oneself, or anybody for the system.
#[operation(id = "users.get", kind = read, permission = none, errors = [Denied, NotFound])]
pub(crate) async fn get(caller: &Caller, input: GetUser) -> Result<User> {
    let directory = caller.directory(input.directory)?;
    self_or_operator(caller, input.user)?;
    load(caller, directory, input.user).await
}

/// Lists the people of a directory by age. Only the system can.
#[operation(id = "users.list", kind = read, permission = DIRECTORY_MANAGE, errors = [NotFound])]
pub(crate) async fn list(caller: &Caller, input: ListUsers) -> Result<Page<User>> {
    caller.require_operator()?;
    let keyset = input.page.in_order(input.order)?;
    let view = caller.view(input.directory);
    let read = caller.storage().users(&view, keyset.one_more()).await?;
    let cursor = read.head.cursor();
    Ok(Page::of(caller.see(read)?, keyset, |user| user.id.uuid()).at(cursor))
}

/// Changes a person: their own names, or everything for the system.
#[operation(id = "users.update", kind = change, permission = none, errors = [Denied, NotFound, Conflict])]
pub(crate) async fn update(caller: &Caller, input: UpdateUser) -> Result<User> {
    let directory = caller.directory(input.directory)?;
    self_or_operator(caller, input.user)?;
    caller.require_unrestricted()?;
    if input.email.is_some() {
        caller.require_operator()?;
    }
    let user = load(caller, directory, input.user).await?;
    caller.commit(|now| users::update(now, &user, &input)).await
}

/// Suspends a person: refused everywhere at once, until resumed. Only the system can.
///
/// The last owner of an organisation cannot be suspended: make somebody else an owner first.
#[operation(id = "users.suspend", kind = change, permission = DIRECTORY_MANAGE, errors = [NotFound, Conflict])]
pub(crate) async fn suspend(caller: &Caller, input: NameUser) -> Result<User> {
    set_status(caller, &input, UserStatus::Suspended).await
}

/// Lets a suspended person act again. Only the system can.
#[operation(id = "users.resume", kind = change, permission = DIRECTORY_MANAGE, errors = [NotFound, Conflict])]
pub(crate) async fn resume(caller: &Caller, input: NameUser) -> Result<User> {
    set_status(caller, &input, UserStatus::Active).await
}

/// Closes a person's account for good. Only the system can.
///
/// The last owner of an organisation cannot go: make somebody else an owner first.
#[operation(id = "users.deactivate", kind = change, permission = DIRECTORY_MANAGE, errors = [NotFound, Conflict])]
pub(crate) async fn deactivate(caller: &Caller, input: NameUser) -> Result<User> {
    set_status(caller, &input, UserStatus::Deactivated).await
}

async fn set_status(caller: &Caller, input: &NameUser, status: UserStatus) -> Result<User> {
    caller.require_operator()?;
    let user = load(caller, input.directory, input.user).await?;
    let everywhere = everywhere(caller, &user).await?;
    caller
        .commit(|now| users::set_status(now, &user, status, everywhere))
        .await
}

/// Where a person belongs.
pub(super) async fn everywhere(caller: &Caller, user: &User) -> Result<Everywhere> {
    let storage = caller.storage();
    // The directory's position is read first: whoever joins an organisation meanwhile moves it.
    let directory = storage.directory(user.directory).await?;
    let directory = directory.ok_or_else(|| Error::not_found("directory", user.directory))?;
    let memberships = storage.memberships(user.directory, user.id).await?;
    Ok(Everywhere {
        members: memberships.into_iter().map(|(_, member)| member).collect(),
        unchanged: Expect::Rights(directory.head.rights),
    })
}

pub(crate) async fn load(caller: &Caller, directory: DirectoryId, user: UserId) -> Result<User> {
    let user = caller
        .see(caller.storage().user(&caller.view(directory), user).await?)?
        .ok_or_else(|| Error::not_found("user", user))?;
    caller.must_be_as_proven(&user)?;
    Ok(user)
}

/// Other people are not found: a directory may serve customers who must not meet.
fn self_or_operator(caller: &Caller, user: UserId) -> Result<()> {
    if caller.identity.is_system() || caller.identity.user() == Some(user) {
        return Ok(());
    }
    Err(Error::not_found("user", user))
}
