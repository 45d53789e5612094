//! The exceptions: one base, one class for each kind.

use tenantry_surface::words::pascal;

use super::DERIVED;
use super::names::Surface;

/// An exception.
pub(super) struct Class {
    pub(super) name: String,
    kind: String,
    is_retryable: bool,
}

/// What Python calls such a thing already, so that a handler of that catches ours.
fn parent(kind: &str) -> Option<&'static str> {
    match kind {
        "denied" => Some("PermissionError"),
        "not_found" => Some("LookupError"),
        "invalid" => Some("ValueError"),
        _ => None,
    }
}

/// What each kind is, in words.
fn doc(kind: &str) -> String {
    let doc = match kind {
        "unauthenticated" => "Nobody was proven, or the proof has ended.",
        "denied" => "The caller is known and may not do this.",
        "not_found" => {
            "There is no such thing for this caller. Another tenant's things are not found."
        }
        "invalid" => "The input breaks a stated rule.",
        "conflict" => "The state of the data forbids this now: a version moved, a name is taken.",
        "limit_reached" => "A hard limit would be passed.",
        "throttled" => "Too many attempts; try again later.",
        "busy" => "The store is occupied; nothing was written.",
        "unavailable" => "The store cannot be reached or cannot write; nothing was written.",
        "unknown" => {
            "The connection was lost while committing: it may have landed, and can be asked."
        }
        "corrupt" => "Stored data contradicts itself, or a store broke its contract.",
        "internal" => "Tenantry has a defect: a panic, which is no fault of the caller.",
        kind => return format!("An error of the kind `{kind}`."),
    };
    doc.to_owned()
}

/// The exceptions, the base first.
pub(super) fn classes(surface: &Surface<'_>) -> Vec<Class> {
    let base = Class {
        name: "TenantryError".to_owned(),
        kind: String::new(),
        is_retryable: false,
    };
    let kinds = surface.model.errors.iter();
    let kinds = kinds.map(|error| (error.name.clone(), error.is_retryable));
    let kinds = kinds.chain([("internal".to_owned(), false)]);
    let classes = kinds.map(|(kind, is_retryable)| Class {
        name: format!("{}Error", pascal(&kind)),
        kind,
        is_retryable,
    });
    std::iter::once(base).chain(classes).collect()
}

/// `errors.py`.
pub(super) fn python(surface: &Surface<'_>) -> String {
    let classes = classes(surface);
    let mut out = format!("{}{BASE}", HEAD.replace("{DERIVED}", DERIVED));
    for class in &classes[1..] {
        let parents = match parent(&class.kind) {
            Some(parent) => format!("TenantryError, {parent}"),
            None => "TenantryError".to_owned(),
        };
        out.push_str(&format!(
            "\n\nclass {}({parents}):\n    \"\"\"{}\"\"\"\n\n    kind = \"{}\"\n",
            class.name,
            doc(&class.kind),
            class.kind
        ));
        if class.is_retryable {
            out.push_str("    is_retryable = True\n");
        }
    }
    let mut names: Vec<String> = classes.iter().map(|class| class.name.clone()).collect();
    names.sort();
    out.push_str("\n\n_BY_KIND: dict[str, type[TenantryError]] = {\n");
    for class in &classes[1..] {
        out.push_str(&format!("    \"{}\": {},\n", class.kind, class.name));
    }
    out.push_str(&format!(
        "}}\n\n\ndef _class_of(kind: str) -> type[TenantryError]:\n    return _BY_KIND.get(kind, TenantryError)\n\n\n__all__ = [\n{}]\n",
        super::package::lines(&names, "\"")
    ));
    out
}

const HEAD: &str = "\"\"\"What can go wrong: one class for each kind of error.

Catch `TenantryError` for all of them, or the class of a kind; tell apart by `code`.

{DERIVED}
\"\"\"

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tenantry import JsonValue

";

const BASE: &str = "
class TenantryError(Exception):
    \"\"\"Why a call was refused or failed.\"\"\"

    kind: ClassVar[str] = \"tenantry\"
    \"\"\"What went wrong, coarsely: the name of the class, in small letters.\"\"\"

    is_retryable: ClassVar[bool] = False
    \"\"\"Whether the same call may simply be made again.\"\"\"

    message: str
    \"\"\"What happened, and what to do about it, in a sentence for people.\"\"\"

    code: str
    \"\"\"The stable code: the kind, or a narrower word such as `last_owner`.\"\"\"

    fields: Mapping[str, JsonValue]
    \"\"\"What else there is to know, by name.\"\"\"

    def __init__(
        self,
        message: str,
        /,
        *,
        code: str | None = None,
        fields: Mapping[str, JsonValue] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = self.kind if code is None else code
        self.fields = {} if fields is None else fields

    def __str__(self) -> str:
        return self.message

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuilt, (type(self), self.message, self.code, self.fields))


def _rebuilt(
    cls: type[TenantryError], message: str, code: str, fields: Mapping[str, JsonValue]
) -> TenantryError:
    return cls(message, code=code, fields=fields)
";
