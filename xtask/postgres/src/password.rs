//! The password of a server, which nobody else on the machine is to learn.

use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use crate::account::Account;

/// Random, and not shown by accident: it is asked for by name.
pub(crate) struct Password(String);

impl Password {
    /// One that nobody guesses.
    pub(crate) fn random() -> io::Result<Self> {
        let mut bytes = [0; 16];
        File::open("/dev/urandom")?.read_exact(&mut bytes)?;
        Ok(Self(
            bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
        ))
    }

    /// The password itself, for an address.
    pub(crate) fn in_clear(&self) -> &str {
        &self.0
    }

    /// Writes it to a file that the account alone can read.
    pub(crate) fn write(&self, folder: &Path, account: Account) -> io::Result<PathBuf> {
        let path = folder.join("password");
        let mut options = OpenOptions::new();
        let mut file = options
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path)?;
        file.write_all(self.0.as_bytes())?;
        account.own(&path)?;
        Ok(path)
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password")
    }
}

#[cfg(test)]
mod tests {
    use super::Password;

    #[test]
    fn a_password_is_new_each_time_and_not_shown() {
        let (first, second) = (Password::random().unwrap(), Password::random().unwrap());
        assert_ne!(first.in_clear(), second.in_clear());
        assert_eq!(first.in_clear().len(), 32);
        assert!(!format!("{first:?}").contains(first.in_clear()));
    }
}
