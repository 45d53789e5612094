//! A backup that is being written: it takes its name when it is whole.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use uuid::Uuid;

/// What a draft's name ends with, behind its number.
const ENDING: &str = ".part";

/// How many digits the number has: drafts sort by when they were begun.
const DIGITS: usize = 32;

/// How long the name of a draft may be: most file systems take 255 bytes, and a database puts
/// files beside its own whose names are up to 8 longer (`-journal`).
const NAME_BYTES_MAX: usize = 255 - 8;

/// A file that is not a backup yet: for [`Storage::backup`](super::Storage::backup), which
/// writes to a new file. Whoever is killed before it is one leaves no file of the backup's
/// name, but a hidden `.NAME.….part`, and can begin again. A draft that is dropped is removed.
#[derive(Debug)]
pub struct Draft {
    path: PathBuf,
    to: PathBuf,
}

impl Draft {
    /// A draft in the folder of a backup that must not be there yet.
    ///
    /// # Errors
    /// `AlreadyExists` if it is; others if there can be no such file.
    pub fn of(to: &Path) -> io::Result<Self> {
        if to.try_exists()? {
            return Err(ErrorKind::AlreadyExists.into());
        }
        let name = format!("{}{}{ENDING}", beginning(to), Uuid::now_v7().simple());
        Ok(Self {
            path: to.with_file_name(name),
            to: to.to_owned(),
        })
    }

    /// The newest draft of a backup in its folder: how far it is written, its length tells.
    ///
    /// It may be one that somebody left who was killed.
    #[must_use]
    pub fn newest(to: &Path) -> Option<PathBuf> {
        let beginning = beginning(to);
        let entries = fs::read_dir(folder(to)).ok()?;
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let newest = names.filter(|name| is_draft(name, &beginning)).max()?;
        Some(to.with_file_name(newest))
    }

    /// Where the draft is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Gives the file its name, durably, and overwrites nothing. A link does both at once.
    ///
    /// Where the file system has no links, the name is taken first, by an empty file: whoever
    /// is killed right then leaves that, which nobody takes for a backup.
    ///
    /// # Errors
    /// `AlreadyExists` if there is a file of the name meanwhile.
    pub fn publish(&self) -> io::Result<()> {
        self.publish_by(|from, to| fs::hard_link(from, to))
    }

    fn publish_by(&self, link: impl Fn(&Path, &Path) -> io::Result<()>) -> io::Result<()> {
        match link(&self.path, &self.to) {
            Err(error) if may_have_no_links(&error) => self.rename()?,
            linked => linked?,
        }
        // The name is durable only once its folder is.
        File::open(folder(&self.to))?.sync_all()
    }

    /// Renames over an empty file of our own, where a rename alone would overwrite another's.
    fn rename(&self) -> io::Result<()> {
        File::create_new(&self.to)?;
        fs::rename(&self.path, &self.to).inspect_err(|_| {
            // What was wrong is told, and not that this went wrong too.
            let _ = fs::remove_file(&self.to);
        })
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // A draft that cannot be removed is in nobody's way.
        let _ = fs::remove_file(&self.path);
    }
}

/// What the names of a backup's drafts begin with: its own name, as far as there is room.
fn beginning(to: &Path) -> String {
    let room = NAME_BYTES_MAX - "..".len() - DIGITS - ENDING.len();
    let name = to.file_name().unwrap_or_default().to_string_lossy();
    format!(".{}.", &name[..name.floor_char_boundary(room)])
}

fn is_draft(name: &str, beginning: &str) -> bool {
    let number = name
        .strip_prefix(beginning)
        .and_then(|rest| rest.strip_suffix(ENDING));
    number.is_some_and(|number| {
        number.len() == DIGITS && number.bytes().all(|digit| digit.is_ascii_hexdigit())
    })
}

fn folder(of: &Path) -> &Path {
    let folder = of.parent().filter(|path| !path.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

/// Whether a link was refused because the file system may have none. FAT says that it is not
/// permitted (EPERM), as others do for other reasons, which a rename then meets as well.
fn may_have_no_links(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::Unsupported | ErrorKind::PermissionDenied
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file system without links, or in some other trouble.
    fn refusing(kind: ErrorKind) -> impl Fn(&Path, &Path) -> io::Result<()> {
        move |_, _| Err(kind.into())
    }

    /// The draft of a backup of this name, with something in it.
    fn draft(folder: &Path, name: &str) -> Draft {
        let draft = Draft::of(&folder.join(name)).unwrap();
        fs::write(draft.path(), "whole").unwrap();
        draft
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.collect()
    }

    #[test]
    fn a_draft_takes_its_name_by_a_link_or_by_a_rename() {
        let home = tempfile::tempdir().unwrap();
        draft(home.path(), "linked").publish().unwrap();
        for (name, kind) in [
            ("unsupported", ErrorKind::Unsupported),
            ("not permitted", ErrorKind::PermissionDenied),
        ] {
            let draft = draft(home.path(), name);
            draft.publish_by(refusing(kind)).unwrap();
            assert_eq!(fs::read(home.path().join(name)).unwrap(), b"whole");
        }
        let mut names = names(home.path());
        names.sort();
        assert_eq!(names, ["linked", "not permitted", "unsupported"]);
    }

    #[test]
    fn what_is_wrong_with_a_link_is_told_and_leaves_no_file_of_the_name() {
        let home = tempfile::tempdir().unwrap();
        for kind in [
            ErrorKind::StorageFull,
            ErrorKind::QuotaExceeded,
            ErrorKind::ReadOnlyFilesystem,
            ErrorKind::NotFound,
            ErrorKind::Other,
        ] {
            let error = draft(home.path(), "it")
                .publish_by(refusing(kind))
                .unwrap_err();
            assert_eq!(error.kind(), kind);
            assert_eq!(names(home.path()), [""; 0]);
        }
    }

    #[test]
    fn what_appeared_meanwhile_is_not_overwritten() {
        let home = tempfile::tempdir().unwrap();
        let draft = draft(home.path(), "it");
        fs::write(home.path().join("it"), "precious").unwrap();
        let linked = draft.publish();
        let renamed = draft.publish_by(refusing(ErrorKind::Unsupported));
        for refused in [linked, renamed] {
            assert_eq!(refused.unwrap_err().kind(), ErrorKind::AlreadyExists);
        }
        assert_eq!(fs::read(home.path().join("it")).unwrap(), b"precious");
        let again = Draft::of(&home.path().join("it"));
        assert_eq!(again.unwrap_err().kind(), ErrorKind::AlreadyExists);
    }

    #[test]
    fn a_rename_that_fails_gives_the_name_back() {
        let home = tempfile::tempdir().unwrap();
        let draft = draft(home.path(), "it");
        fs::remove_file(draft.path()).unwrap();
        let error = draft.publish_by(refusing(ErrorKind::Unsupported));
        assert_eq!(error.unwrap_err().kind(), ErrorKind::NotFound);
        assert_eq!(names(home.path()), [""; 0]);
    }

    #[test]
    fn a_name_may_be_as_long_as_the_file_system_lets_it() {
        let home = tempfile::tempdir().unwrap();
        // One character of three bytes lies where the name is cut.
        for name in ["a".repeat(255), format!("ab{}", "€".repeat(84))] {
            let draft = draft(home.path(), &name);
            let own = draft.path().file_name().unwrap();
            assert!(own.len() <= NAME_BYTES_MAX, "{own:?}");
            assert_eq!(
                Draft::newest(&home.path().join(&name)).unwrap(),
                draft.path()
            );
            draft.publish().unwrap();
        }
        assert!(Draft::of(&home.path().join("a".repeat(256))).is_err());
    }

    #[test]
    fn the_newest_draft_is_found_and_no_other_file() {
        let home = tempfile::tempdir().unwrap();
        let to = home.path().join("app");
        assert_eq!(Draft::newest(&to), None);
        let of_another = draft(home.path(), "app.db");
        let number = "0".repeat(DIGITS);
        for name in [
            format!(".app.{number}.part.old"),
            format!(".app.{number}0.part"),
            format!(".app.{}.part", "g".repeat(DIGITS)),
            format!("app.{number}.part"),
        ] {
            fs::write(home.path().join(name), "").unwrap();
        }
        assert_eq!(Draft::newest(&to), None);
        let left = draft(home.path(), "app");
        assert_eq!(Draft::newest(&to).unwrap(), left.path());
        let begun = draft(home.path(), "app");
        assert_eq!(Draft::newest(&to).unwrap(), begun.path());
        drop(begun);
        assert_eq!(Draft::newest(&to).unwrap(), left.path());
        let of = Draft::newest(&home.path().join("app.db"));
        assert_eq!(of.unwrap(), of_another.path());
    }
}
