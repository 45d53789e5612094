//! The rule of directories.

use crate::call::{Decision, Outcome, Told};
use crate::directory::Directory;
use crate::storage::{Row, Scope};
use crate::{DirectoryId, Result, Time, text};

pub(crate) fn create(now: &Decision<'_>, name: &str) -> Result<Outcome<Directory>> {
    let id = match now.home {
        Some(Scope::Directory(id)) => id,
        _ => DirectoryId::from_uuid(now.id()),
    };
    let directory = Directory {
        id,
        name: text::name("name", name)?,
        version: 1,
        created_at: Time::OF_COMMIT,
        updated_at: Time::OF_COMMIT,
    };
    let told = Told::about("directory", directory.id.uuid()).with("name", directory.name.as_str());
    Ok(Outcome::new(directory.clone(), directory.id)
        .insert(Row::Directory(directory))
        .tell(now, told))
}
