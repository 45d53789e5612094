//! What Debian's packages bring: PostgreSQL, installed by root and unpacked into the target folder by anybody else, and pip.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use tenantry_private_postgres::Programs;

use crate::command::{self, program};

/// Read by the package when it is installed: whether it makes and starts a server of the machine's own.
const CREATE_CLUSTER: &str = "/etc/postgresql-common/createcluster.conf";

/// The programs that are wrapped so that they find the libraries unpacked beside them.
const WRAPPED: [&str; 2] = ["postgres", "initdb"];

/// Installs the package, as root, without letting it start a server.
pub(crate) fn install() -> Result<()> {
    eprintln!("PostgreSQL is missing: installing Debian's package");
    if !Path::new(CREATE_CLUSTER).exists() {
        fs::create_dir_all("/etc/postgresql-common")?;
        fs::write(CREATE_CLUSTER, "create_main_cluster = false\n")?;
    }
    command::output(program("apt-get").args(["--quiet", "update"]))?;
    let mut install = program("apt-get");
    install.args([
        "--quiet",
        "install",
        "--yes",
        "--no-install-recommends",
        "-o",
        "Dpkg::Options::=--force-confold",
    ]);
    command::output(
        install
            .arg("postgresql")
            .env("DEBIAN_FRONTEND", "noninteractive"),
    )?;
    Ok(())
}

/// Unpacks PostgreSQL into the target folder, without root, unless an earlier run has; what it left unfinished is thrown away.
pub(crate) fn unpacked() -> Result<Programs> {
    let folder = command::target()?.join("postgresql");
    let wrappers = folder.join("bin");
    if let Ok(programs) = Programs::in_folder(&wrappers) {
        return Ok(programs);
    }
    eprintln!(
        "PostgreSQL is missing: unpacking Debian's packages into {}",
        folder.display()
    );
    let packages = Packages::new(&folder)?;
    let plan = packages.plan("postgresql")?;
    let needed = plan.lines().filter_map(planned);
    packages.unpack(needed.filter(|name| is_needed(name)))?;
    wrap(&packages.root, &wrappers)?;
    Ok(Programs::in_folder(&wrappers)?)
}

/// Unpacks pip's wheel, which Python runs as it is, in the same way; nothing on the machine is changed, by root neither.
pub(crate) fn pip() -> Result<PathBuf> {
    let folder = command::target()?.join("debian-pip");
    let wheel = folder.join("pip.whl");
    if wheel.exists() {
        return Ok(wheel);
    }
    eprintln!(
        "pip is missing: unpacking Debian's package into {}",
        folder.display()
    );
    let packages = Packages::new(&folder)?;
    packages.unpack(["python3-pip-whl"])?;
    let unpacked = fs::read_dir(packages.root.join("usr/share/python-wheels"))?
        .next()
        .context("the package holds no wheel")??;
    // What has this name is whole.
    fs::rename(unpacked.path(), &wheel)?;
    Ok(wheel)
}

/// The packages, and the folders of an apt of our own: the machine's lists may be absent, and are not ours to write.
struct Packages {
    root: PathBuf,
    lists: PathBuf,
    cache: PathBuf,
}

impl Packages {
    /// Folders without what an earlier run left unfinished, with the lists of today.
    fn new(folder: &Path) -> Result<Self> {
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        let packages = Self {
            root: folder.join("root"),
            lists: folder.join("lists"),
            cache: folder.join("cache"),
        };
        fs::create_dir_all(&packages.root)?;
        fs::create_dir_all(packages.lists.join("partial"))?;
        fs::create_dir_all(packages.cache.join("archives/partial"))?;
        command::output(packages.apt_get().arg("update"))?;
        Ok(packages)
    }

    /// What installing a package would do: it names those that the machine does not have.
    fn plan(&self, package: &str) -> Result<String> {
        let simulation = ["install", "--simulate", "--no-install-recommends", package];
        command::output(self.apt_get().args(simulation))
    }

    fn unpack<'a>(&self, names: impl IntoIterator<Item = &'a str>) -> Result<()> {
        let archives = self.cache.join("archives");
        let mut download = self.apt_get();
        download.arg("download").args(names);
        command::output(download.current_dir(&archives))?;
        for entry in fs::read_dir(archives)? {
            let archive = entry?.path();
            if archive.extension().is_some_and(|ending| ending == "deb") {
                command::output(program("dpkg").arg("-x").arg(archive).arg(&self.root))?;
            }
        }
        fs::remove_dir_all(&self.lists)?;
        fs::remove_dir_all(&self.cache)?;
        Ok(())
    }

    fn apt_get(&self) -> Command {
        let mut apt_get = program("apt-get");
        apt_get.args(["--quiet", "-o", "Debug::NoLocking=1"]);
        apt_get
            .arg("-o")
            .arg(option("Dir::State::lists", &self.lists));
        apt_get.arg("-o").arg(option("Dir::Cache", &self.cache));
        apt_get
    }
}

fn option(name: &str, folder: &Path) -> String {
    format!("{name}={}", folder.display())
}

/// The name in a line such as `Inst libpq5 (15.18 Debian:12 [amd64])` of a simulated installation.
fn planned(line: &str) -> Option<&str> {
    line.strip_prefix("Inst ")?.split_whitespace().next()
}

/// The server and its libraries; not what administers a machine's servers, not the JIT (which is switched off), and not the C
/// library, which must be the one that the machine's loader belongs to.
fn is_needed(package: &str) -> bool {
    let is_server = package
        .strip_prefix("postgresql-")
        .is_some_and(|rest| rest.parse::<u32>().is_ok());
    let is_library = package.starts_with("lib") && !package.ends_with("-perl");
    is_server
        || (is_library
            && !["libc6", "libc-", "libperl", "libllvm"]
                .iter()
                .any(|left| package.starts_with(left)))
}

/// Writes a script a program that runs it with the unpacked libraries.
fn wrap(root: &Path, wrappers: &Path) -> Result<()> {
    let server = fs::read_dir(root.join("usr/lib/postgresql"))?
        .next()
        .context("the packages hold no server")??;
    let libraries = folders_of_libraries(root)?.join(":");
    fs::create_dir_all(wrappers)?;
    for name in WRAPPED {
        let real = server.path().join("bin").join(name);
        let script = format!(
            "#!/bin/sh\nexec env LD_LIBRARY_PATH='{libraries}' '{}' \"$@\"\n",
            real.display()
        );
        let wrapper = wrappers.join(name);
        fs::write(&wrapper, script)?;
        fs::set_permissions(wrapper, Permissions::from_mode(0o755))?;
    }
    Ok(())
}

/// The folders of libraries, which are named after the machine's architecture, such as `usr/lib/x86_64-linux-gnu`.
fn folders_of_libraries(root: &Path) -> Result<Vec<String>> {
    let mut folders = Vec::new();
    for parent in ["usr/lib", "lib"] {
        for entry in fs::read_dir(root.join(parent)).into_iter().flatten() {
            let folder = entry?.path();
            let name = folder.display().to_string();
            folders.extend(name.contains("-linux-gnu").then_some(name));
        }
    }
    Ok(folders)
}

#[cfg(test)]
mod tests {
    use super::{is_needed, planned};

    #[test]
    fn the_server_and_its_libraries_are_taken_from_the_plan() {
        let cases = [
            (
                "Inst postgresql-15 (15.18-0+deb12u1 Debian:12.14/oldstable [amd64])",
                Some("postgresql-15"),
            ),
            (
                "Inst libpq5 (15.18-0+deb12u1 Debian:12.14/oldstable [amd64]) []",
                Some("libpq5"),
            ),
            (
                "Inst libssl3 [3.0.1] (3.0.2 Debian:12.14/oldstable [amd64])",
                Some("libssl3"),
            ),
            (
                "Inst libllvm14 (1:14.0.6-12 Debian:12.14/oldstable [amd64])",
                None,
            ),
            (
                "Inst libc6 [2.36-9] (2.36-10 Debian:12.14/oldstable [amd64])",
                None,
            ),
            (
                "Inst libjson-perl (4.10000-1 Debian:12.14/oldstable [all])",
                None,
            ),
            (
                "Inst postgresql-client-common (248 Debian:12.14/oldstable [all])",
                None,
            ),
            (
                "Inst postgresql (15+248 Debian:12.14/oldstable [all])",
                None,
            ),
            (
                "Conf libpq5 (15.18-0+deb12u1 Debian:12.14/oldstable [amd64])",
                None,
            ),
        ];
        for (line, expected) in cases {
            assert_eq!(
                planned(line).filter(|name| is_needed(name)),
                expected,
                "{line}"
            );
        }
    }
}
