//! A backup that is being written: it takes its name when it is whole.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use uuid::Uuid;

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
    /// `AlreadyExists` if it is.
    pub fn of(to: &Path) -> io::Result<Self> {
        if to.exists() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let name = to.file_name().unwrap_or_default().to_string_lossy();
        let name = format!(".{name}.{}.part", Uuid::now_v7().simple());
        Ok(Self {
            path: to.with_file_name(name),
            to: to.to_owned(),
        })
    }

    /// Where the draft is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Gives the file its name, durably. A link is refused where a rename would overwrite; a
    /// file system that has no links is looked at before it renames.
    ///
    /// # Errors
    /// `AlreadyExists` if there is a file of the name meanwhile.
    pub fn publish(&self) -> io::Result<()> {
        match std::fs::hard_link(&self.path, &self.to) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(error),
            Err(_) if self.to.exists() => return Err(io::ErrorKind::AlreadyExists.into()),
            Err(_) => std::fs::rename(&self.path, &self.to)?,
            Ok(()) => {}
        }
        // The name is durable only once its folder is.
        let folder = self.to.parent().filter(|path| !path.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // A draft that cannot be removed is in nobody's way.
        let _ = std::fs::remove_file(&self.path);
    }
}
