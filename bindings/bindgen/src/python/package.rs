//! The modules of the package: what is found where.

use tenantry_surface::model::{Body, Word};

use super::DERIVED;
use super::names::{Room, Surface};

/// What the package has beside what is derived, of each way to call.
const ENTRIES: [&str; 5] = ["Caller", "Feed", "Pager", "Tenant", "Tenantry"];

/// What the package has beside what is derived, of both.
const SHARED: [&str; 3] = ["Page", "Secret", "UnsetType"];

/// Every class that Rust brings to `tenantry`.
pub(super) fn classes(surface: &Surface<'_>) -> Vec<String> {
    let mut names: Vec<String> = models(surface);
    names.extend(ENTRIES.iter().chain(&SHARED).map(|&name| name.to_owned()));
    names.extend(surface.rooms().iter().map(Room::class));
    names.sort();
    names
}

/// Every frozen class.
pub(super) fn models(surface: &Surface<'_>) -> Vec<String> {
    let mut names = Vec::new();
    for named in surface.types() {
        match &named.body {
            Body::Struct(body) if !body.is_page => names.push(named.name.clone()),
            Body::Tagged { variants, .. } => {
                names.extend(variants.iter().map(|v| surface.variant(&named.name, v)));
            }
            Body::Struct(_) | Body::Choice(_) | Body::Alias(_) => {}
        }
    }
    names
}

/// Every class that Rust brings to `tenantry.aio`.
pub(super) fn aio_classes(surface: &Surface<'_>) -> Vec<String> {
    let mut names: Vec<String> = ENTRIES.map(str::to_owned).to_vec();
    names.extend(surface.rooms().iter().map(Room::class));
    names.sort();
    names
}

/// Every choice and union, as Python writes it.
pub(super) fn aliases(surface: &Surface<'_>) -> Vec<(String, String, String)> {
    let aliases = surface.types().filter_map(|named| {
        let value = match &named.body {
            Body::Choice(words) => literals(words),
            Body::Tagged { variants, .. } => {
                let classes = variants.iter().map(|v| surface.variant(&named.name, v));
                classes.collect::<Vec<_>>().join(" | ")
            }
            Body::Struct(_) | Body::Alias(_) => return None,
        };
        Some((named.name.clone(), value, named.doc.clone()))
    });
    aliases.collect()
}

/// A union of words, which is what a `Literal` of several is to a type checker.
fn literals(words: &[Word]) -> String {
    let words = words
        .iter()
        .map(|word| format!("    Literal[\"{}\"]\n", word.word));
    format!(
        "(\n{})",
        words
            .collect::<Vec<_>>()
            .join("")
            .replace("\n    L", "\n    | L")
    )
}

/// The names of the exceptions.
pub(super) fn errors(surface: &Surface<'_>) -> Vec<String> {
    super::errors::classes(surface)
        .into_iter()
        .map(|class| class.name)
        .collect()
}

/// All that `tenantry` has, sorted.
pub(super) fn exported(surface: &Surface<'_>) -> Vec<String> {
    let mut names = classes(surface);
    names.extend(errors(surface));
    names.extend(aliases(surface).into_iter().map(|(name, ..)| name));
    names.extend(["JsonValue", "UNSET", "aio", "errors"].map(str::to_owned));
    names.sort();
    names
}

/// A list of names, one a line.
pub(super) fn lines(names: &[String], quote: &str) -> String {
    let lines = names
        .iter()
        .map(|name| format!("    {quote}{name}{quote},\n"));
    lines.collect()
}

/// `__init__.py`.
pub(super) fn root(surface: &Surface<'_>) -> String {
    let mut natives = classes(surface);
    natives.push("UNSET".to_owned());
    natives.sort();
    let aliases: String = aliases(surface)
        .into_iter()
        .map(|(name, value, _)| format!("{name} = {value}\n"))
        .collect();
    format!(
        "\"\"\"Tenantry: the back office of an AI product, as a library.\n\n\
         {DERIVED}\n\"\"\"\n\n\
         from typing import Literal\n\n\
         from . import aio, errors\n\
         from ._native import (\n{})\n\
         from .errors import (\n{})\n\n\
         {aliases}\
         JsonValue = None | bool | int | float | str | list[\"JsonValue\"] | dict[str, \"JsonValue\"]\n\n\
         __all__ = [\n{}]\n",
        lines(&natives, ""),
        lines(&errors(surface), ""),
        lines(&exported(surface), "\""),
    )
}

/// `aio.py`.
pub(super) fn aio(surface: &Surface<'_>) -> String {
    let names = aio_classes(surface);
    let assigned: String = names
        .iter()
        .map(|name| format!("{name} = _aio.{name}\n"))
        .collect();
    format!(
        "\"\"\"Tenantry on an event loop: the same names as in `tenantry`, to be awaited.\n\n\
         {DERIVED}\n\"\"\"\n\n\
         from ._native import aio as _aio\n\n\
         {assigned}\n\
         __all__ = [\n{}]\n",
        lines(&names, "\""),
    )
}
