//! The stubs: what people read, and what type checkers know.

use tenantry_surface::model::{Body, Field, Kind, Named, Operation, Receiver, Variant};

use super::DERIVED;
use super::docs::{call_doc, docstring};
use super::names::{Room, Surface, python};
use super::package::{aio_classes, aliases, errors, exported, lines, models};

const HEAD: &str = include_str!("head.pyi");
const SYNC_ENTRIES: &str = include_str!("sync.pyi");
const AIO_ENTRIES: &str = include_str!("aio.pyi");

/// `__init__.pyi`.
pub(super) fn root(surface: &Surface<'_>) -> String {
    let errors: String = errors(surface)
        .iter()
        .map(|name| format!("    {name} as {name},\n"))
        .collect();
    let about = format!(
        "\"\"\"Tenantry: the back office of an AI product, as a library.\n\n{DERIVED}\n\"\"\"\n\n"
    );
    let mut out = format!(
        "\nfrom tenantry import aio as aio\nfrom tenantry import errors as errors\n\
         from tenantry.errors import (\n{errors})\n\n\
         __all__ = [\n{}]\n\n",
        lines(&exported(surface), "\"")
    );
    out.push_str(
        "JsonValue: TypeAlias = (\n    None | bool | int | float | str | list[JsonValue] | dict[str, JsonValue]\n)\n\
         \"\"\"What JSON can hold.\"\"\"\n\n",
    );
    for (name, value, doc) in aliases(surface) {
        out.push_str(&format!(
            "{name}: TypeAlias = {value}\n{}\n",
            docstring(&doc, "")
        ));
    }
    for named in surface.types() {
        model(&mut out, surface, named);
    }
    out.push_str(&entries(surface, SYNC_ENTRIES));
    for room in surface.rooms() {
        class(&mut out, surface, &room, false);
    }
    about + &head(&out) + &out
}

/// `aio.pyi`.
pub(super) fn aio(surface: &Surface<'_>) -> String {
    let mut rooms = entries(surface, AIO_ENTRIES);
    for room in surface.rooms() {
        class(&mut rooms, surface, &room, true);
    }
    let mut names = models(surface);
    names.extend(aliases(surface).into_iter().map(|(name, ..)| name));
    names.extend(["Page", "UNSET", "UnsetType"].map(str::to_owned));
    names.sort();
    names.retain(|name| is_used(&rooms, name));
    format!(
        "\"\"\"Tenantry on an event loop: the same names as in `tenantry`, to be awaited.\n\n{DERIVED}\n\"\"\"\n\n\
         {}\nfrom tenantry import (\n{})\n\n__all__ = [\n{}]\n\n{rooms}",
        head(&rooms),
        lines(&names, ""),
        lines(&aio_classes(surface), "\""),
    )
}

/// What a stub begins with: of the imports only what is used, as a linter would have it.
fn head(text: &str) -> String {
    let (imports, rest) = HEAD.split_once("\n\n").unwrap_or((HEAD, ""));
    let text = format!("{rest}{text}");
    let imports = imports.lines().filter_map(|line| {
        let (from, names) = line.split_once(" import ")?;
        let names: Vec<&str> = names
            .split(", ")
            .filter(|name| is_used(&text, name))
            .collect();
        (!names.is_empty()).then(|| format!("{from} import {}\n", names.join(", ")))
    });
    format!("{}\n{rest}", imports.collect::<String>())
}

fn is_used(text: &str, name: &str) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    text.match_indices(name).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + name.len()..].chars().next();
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
}

/// The classes that lead to the rooms, with the rooms put in.
fn entries(surface: &Surface<'_>, template: &str) -> String {
    let mut text = template.to_owned();
    for (receiver, mark) in [
        (Receiver::Tenantry, "    # rooms of Tenantry\n"),
        (Receiver::Caller, "    # rooms of Caller\n"),
        (Receiver::Tenant, "    # rooms of Tenant\n"),
    ] {
        let rooms = surface.rooms();
        let rooms = rooms.iter().filter(|room| room.receiver == receiver);
        let rooms: String = rooms
            .map(|room| {
                let (name, class) = (python(room.name), room.class());
                let doc = docstring(&room.doc(), "        ");
                format!("    @property\n    def {name}(self) -> {class}:\n{doc}\n")
            })
            .collect();
        text = text.replace(mark, &rooms);
    }
    text
}

fn model(out: &mut String, surface: &Surface<'_>, named: &Named) {
    match &named.body {
        Body::Struct(body) if !body.is_page => {
            out.push_str(&format!("@final\nclass {}:\n", named.name));
            out.push_str(&docstring(&named.doc, "    "));
            if surface.is_taken(&named.name) {
                constructor(out, surface, &body.fields, false);
            }
            attributes(out, surface, &body.fields);
            common(out, &named.name);
        }
        Body::Tagged { tag, variants } => {
            for each in variants {
                variant(out, surface, named, tag, each);
            }
        }
        Body::Struct(_) | Body::Choice(_) | Body::Alias(_) => {}
    }
}

fn variant(out: &mut String, surface: &Surface<'_>, named: &Named, tag: &str, variant: &Variant) {
    let class = surface.variant(&named.name, variant);
    out.push_str(&format!("@final\nclass {class}:\n"));
    out.push_str(&docstring(&variant.word.doc, "    "));
    if surface.is_taken(&named.name) {
        constructor(out, surface, &variant.fields, variant.fields.len() == 1);
    }
    out.push_str(&format!(
        "    @property\n    def {tag}(self) -> Literal[\"{}\"]:\n        \"\"\"Which of them it is.\"\"\"\n\n",
        variant.word.word
    ));
    attributes(out, surface, &variant.fields);
    common(out, &class);
}

fn constructor(out: &mut String, surface: &Surface<'_>, fields: &[Field], is_positional: bool) {
    let mut parameters = vec!["cls".to_owned()];
    if !is_positional && !fields.is_empty() {
        parameters.push("*".to_owned());
    }
    parameters.extend(fields.iter().map(|field| surface.parameter(field)));
    signature(out, "    def __new__", &parameters, "Self");
    match fields {
        [] => out.push_str(" ...\n"),
        fields => {
            let arguments: Vec<&Field> = fields.iter().collect();
            let doc = call_doc(surface.model, "Makes one.", &arguments);
            out.push('\n');
            out.push_str(&docstring(&doc, "        "));
            out.push('\n');
        }
    }
}

fn attributes(out: &mut String, surface: &Surface<'_>, fields: &[Field]) {
    for field in fields {
        out.push_str(&format!(
            "    @property\n    def {}(self) -> {}:\n{}\n",
            python(&field.name),
            surface.attribute(field),
            docstring(&surface.model.doc(field), "        ")
        ));
    }
}

fn common(out: &mut String, class: &str) {
    out.push_str(&format!(
        "    def to_json(self) -> bytes:\n        \"\"\"The value as JSON, as every surface of Tenantry writes it.\"\"\"\n\n    \
         @staticmethod\n    def from_json(json: bytes, /) -> {class}:\n        \"\"\"The value of such JSON.\"\"\"\n\n    \
         def __eq__(self, other: _Anything, /) -> bool: ...\n    def __hash__(self) -> int: ...\n\n",
    ));
}

fn class(out: &mut String, surface: &Surface<'_>, room: &Room<'_>, is_async: bool) {
    out.push_str(&format!("@final\nclass {}:\n", room.class()));
    out.push_str(&docstring(&room.doc(), "    "));
    for operation in &room.operations {
        out.push('\n');
        method(out, surface, operation, is_async);
    }
    out.push('\n');
}

fn method(out: &mut String, surface: &Surface<'_>, operation: &Operation, is_async: bool) {
    let mut parameters = vec!["self".to_owned()];
    let arguments: Vec<&Field> = surface.arguments(operation).collect();
    if !arguments.is_empty() {
        parameters.push("*".to_owned());
    }
    parameters.extend(arguments.iter().map(|field| surface.parameter(field)));
    let output = surface.annotation(&operation.output, false);
    let item = surface.item(&operation.output);
    let (is_awaited, answer) = match (surface.is_paged(operation), item) {
        (true, Some(item)) => (false, format!("Pager[{}]", surface.annotation(item, false))),
        _ if operation.kind == Kind::Stream => (false, format!("Feed[{output}]")),
        _ => (is_async, output),
    };
    let def = if is_awaited { "async def" } else { "def" };
    let name = format!("    {def} {}", python(&operation.verb));
    signature(out, &name, &parameters, &answer);
    out.push('\n');
    out.push_str(&docstring(
        &call_doc(surface.model, &operation.doc, &arguments),
        "        ",
    ));
}

/// `def name(parameters) -> answer:`, on one line where it fits.
fn signature(out: &mut String, name: &str, parameters: &[String], answer: &str) {
    let line = format!("{name}({}) -> {answer}:", parameters.join(", "));
    if line.len() <= 96 {
        return out.push_str(&line);
    }
    out.push_str(&format!("{name}(\n"));
    for parameter in parameters {
        out.push_str(&format!("        {parameter},\n"));
    }
    out.push_str(&format!("    ) -> {answer}:"));
}
