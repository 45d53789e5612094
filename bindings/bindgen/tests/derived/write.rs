//! Writes what is derived of rooms that there are not, with a program in each language that
//! calls them: the checkers of each language say whether it is whole.
//!
//! `cargo run -p tenantry-bindgen --example scratch -- FOLDER`

use std::path::PathBuf;
use std::{env, fs};

use anyhow::{Context, Result};
use tenantry_bindgen::files;

mod rooms;

/// The programs, by path below the folder.
const PROGRAMS: [(&str, &str); 2] = [
    ("bindings/node/kites.ts", include_str!("kites.ts")),
    ("bindings/python/kites.py", include_str!("kites.py")),
];

fn main() -> Result<()> {
    let folder = env::args_os().nth(1).map(PathBuf::from);
    let folder = folder.context("name a folder")?;
    let (model, _) = rooms::with_scratch_rooms()?;
    let programs = PROGRAMS.map(|(path, text)| (path, text.to_owned()));
    for (path, text) in files::derived(&model)?.into_iter().chain(programs) {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().context("a path of no folder")?)?;
        fs::write(path, text)?;
    }
    Ok(())
}
