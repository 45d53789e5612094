//! Names and types, as Python and the binding's Rust write them.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use serde_json::Value;
use tenantry_surface::Model;
use tenantry_surface::model::{Body, Field, Named, Operation, Receiver, Resolved, Type, Variant};
use tenantry_surface::words::pascal;

const PYTHON_KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield",
];

const RUST_KEYWORDS: [&str; 39] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "final", "fn", "for", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "pub", "ref", "return", "static", "struct", "trait",
    "type", "unsafe", "use", "where", "while",
];

/// What the package calls something that is not derived.
const TAKEN: [&str; 10] = [
    "Caller",
    "Feed",
    "JsonValue",
    "Page",
    "Pager",
    "Secret",
    "Tenant",
    "Tenantry",
    "UNSET",
    "UnsetType",
];

/// The model, and which of its types are classes in Python.
pub(super) struct Surface<'a> {
    pub(super) model: &'a Model,
    /// The types that answers hold, or parts of inputs.
    shown: BTreeSet<&'a str>,
    /// The types that parts of inputs are.
    taken: BTreeSet<&'a str>,
}

/// A class: one receiver's operations on one noun.
pub(super) struct Room<'a> {
    pub(super) receiver: Receiver,
    pub(super) name: &'a str,
    pub(super) operations: Vec<&'a Operation>,
}

impl Room<'_> {
    /// `TenantTeams`.
    pub(super) fn class(&self) -> String {
        format!("{}{}", receiver(self.receiver), pascal(self.name))
    }

    /// What the class is, in words.
    pub(super) fn doc(&self) -> String {
        let noun = self.name.replace('_', " ");
        let place = match self.receiver {
            Receiver::Tenantry => "before anybody is proven",
            Receiver::Caller => "outside of any one organisation",
            Receiver::Tenant => "inside an organisation",
        };
        format!("Operations on {noun}, {place}.")
    }
}

impl<'a> Surface<'a> {
    pub(super) fn of(model: &'a Model) -> Result<Self> {
        let mut surface = Self {
            model,
            shown: BTreeSet::new(),
            taken: BTreeSet::new(),
        };
        for operation in &model.operations {
            let mut shown = BTreeSet::new();
            surface.reach(&operation.output, &mut shown);
            surface.shown.append(&mut shown);
            let mut taken = BTreeSet::new();
            for field in surface.arguments(operation) {
                surface.reach(&field.kind, &mut taken);
            }
            surface.taken.append(&mut taken);
        }
        surface.shown.extend(surface.taken.iter());
        for name in &surface.shown {
            ensure!(!TAKEN.contains(name), "Python has another `{name}`");
        }
        Ok(surface)
    }

    fn reach(&self, kind: &'a Type, found: &mut BTreeSet<&'a str>) {
        match kind {
            Type::List(inner) | Type::Map(inner) => self.reach(inner, found),
            Type::Named(_) => match self.model.resolved(kind) {
                Resolved::Plain(Type::Named(_)) => {}
                Resolved::Plain(plain) => self.reach(plain, found),
                Resolved::Body(name, body) => {
                    if found.insert(name) {
                        for field in fields_of(body) {
                            self.reach(&field.kind, found);
                        }
                    }
                }
            },
            _ => {}
        }
    }

    /// The named types that Python sees, in the order of their names.
    pub(super) fn types(&self) -> impl Iterator<Item = &'a Named> {
        let types = self.model.types.iter();
        types.filter(|named| self.shown.contains(named.name.as_str()))
    }

    /// Whether a type is part of an input, so that Python makes some.
    pub(super) fn is_taken(&self, name: &str) -> bool {
        self.taken.contains(name)
    }

    /// Every choice that Python sees: the words of each.
    pub(super) fn choices(&self) -> impl Iterator<Item = &'a Named> {
        self.types()
            .filter(|named| matches!(named.body, Body::Choice(_)))
    }

    /// Every kind of text that has a name: it is checked where it is read.
    pub(super) fn texts(&self) -> impl Iterator<Item = &'a Named> {
        let types = self.model.types.iter();
        types.filter(|named| matches!(named.body, Body::Alias(Type::Text)))
    }

    /// Every kind of id that there is.
    pub(super) fn ids(&self) -> impl Iterator<Item = &'a Named> {
        let types = self.model.types.iter();
        types.filter(|named| matches!(named.body, Body::Alias(Type::Id(_))))
    }

    /// The rooms, in the order of the documentation.
    pub(super) fn rooms(&self) -> Vec<Room<'a>> {
        let mut rooms: Vec<Room<'a>> = Vec::new();
        for operation in &self.model.operations {
            let known = rooms
                .iter_mut()
                .find(|room| room.receiver == operation.receiver && room.name == operation.room);
            match known {
                Some(room) => room.operations.push(operation),
                None => rooms.push(Room {
                    receiver: operation.receiver,
                    name: &operation.room,
                    operations: vec![operation],
                }),
            }
        }
        rooms
    }

    /// What is passed to an operation: its input's fields, without the page.
    pub(super) fn arguments(&self, operation: &'a Operation) -> impl Iterator<Item = &'a Field> {
        let is_paged = self.is_paged(operation);
        let fields = self.model.input(operation).iter();
        fields.filter(move |field| !(is_paged && self.model.page(field).is_some()))
    }

    /// Whether an operation answers page by page.
    pub(super) fn is_paged(&self, operation: &Operation) -> bool {
        let has_page = self
            .model
            .input(operation)
            .iter()
            .any(|field| self.model.page(field).is_some());
        has_page && self.item(&operation.output).is_some()
    }

    /// What the items of a page are.
    pub(super) fn item(&self, kind: &'a Type) -> Option<&'a Type> {
        let Resolved::Body(_, Body::Struct(page)) = self.model.resolved(kind) else {
            return None;
        };
        let items = page.fields.iter().find(|field| field.name == "items")?;
        match &items.kind {
            Type::List(item) if page.is_page => Some(item),
            _ => None,
        }
    }

    /// A type as an annotation: of an answer, or of an argument.
    pub(super) fn annotation(&self, kind: &'a Type, is_argument: bool) -> String {
        if let Some(item) = self.item(kind) {
            return format!("Page[{}]", self.annotation(item, is_argument));
        }
        match self.model.resolved(kind) {
            Resolved::Body(name, _) => name.to_owned(),
            Resolved::Plain(plain) => match plain {
                Type::Nothing => "None".to_owned(),
                Type::Bool => "bool".to_owned(),
                Type::Integer(_) => "int".to_owned(),
                Type::Text | Type::Cursor => "str".to_owned(),
                Type::Secret => "Secret".to_owned(),
                Type::Id(_) | Type::Uuid => "UUID".to_owned(),
                Type::Time => "datetime".to_owned(),
                Type::Amount => "Decimal".to_owned(),
                Type::Json => "dict[str, JsonValue]".to_owned(),
                Type::Named(name) => name.clone(),
                Type::Map(values) if is_argument => {
                    format!("Mapping[str, {}]", self.annotation(values, true))
                }
                Type::Map(values) => format!("dict[str, {}]", self.annotation(values, false)),
                Type::List(items) if is_argument => {
                    format!("Sequence[{}]", self.annotation(items, true))
                }
                Type::List(items) => format!("tuple[{}, ...]", self.annotation(items, false)),
            },
        }
    }

    /// The annotation of an attribute.
    pub(super) fn attribute(&self, field: &'a Field) -> String {
        let kind = self.annotation(&field.kind, false);
        match field.is_nullable {
            true => format!("{kind} | None"),
            false => kind,
        }
    }

    /// A parameter with its annotation and default.
    pub(super) fn parameter(&self, field: &'a Field) -> String {
        let (name, kind) = (python(&field.name), self.annotation(&field.kind, true));
        match field {
            Field { is_patch: true, .. } => format!("{name}: {kind} | None | UnsetType = UNSET"),
            Field {
                is_required: true, ..
            } => format!("{name}: {kind}"),
            Field {
                is_nullable: true, ..
            } => format!("{name}: {kind} | None = None"),
            _ => format!("{name}: {kind} = {}", default(field)),
        }
    }

    /// The class of a variant: `PrincipalUser`.
    pub(super) fn variant(&self, of: &str, variant: &Variant) -> String {
        format!("{of}{}", pascal(&variant.word.word))
    }
}

fn fields_of(body: &Body) -> Vec<&Field> {
    match body {
        Body::Struct(body) => body.fields.iter().collect(),
        Body::Tagged { variants, .. } => variants.iter().flat_map(|v| v.fields.iter()).collect(),
        Body::Choice(_) | Body::Alias(_) => Vec::new(),
    }
}

/// A parameter as the text signature has it, from which `help` and `inspect` read.
pub(super) fn in_signature(field: &Field) -> String {
    let name = python(&field.name);
    match field {
        Field { is_patch: true, .. } => format!("{name}=..."),
        Field {
            is_required: true, ..
        } => name,
        Field {
            is_nullable: true, ..
        } => format!("{name}=None"),
        _ => format!("{name}={}", default(field)),
    }
}

/// A field's default, as Python writes it.
fn default(field: &Field) -> String {
    match &field.default {
        Some(Value::Bool(true)) => "True".to_owned(),
        Some(Value::Bool(false)) => "False".to_owned(),
        Some(Value::Array(_)) => "()".to_owned(),
        Some(Value::Object(_)) => "{}".to_owned(),
        Some(Value::String(word)) => format!("'{word}'"),
        Some(Value::Number(number)) => number.to_string(),
        _ => "None".to_owned(),
    }
}

/// `Caller`.
pub(super) const fn receiver(receiver: Receiver) -> &'static str {
    match receiver {
        Receiver::Tenantry => "Tenantry",
        Receiver::Caller => "Caller",
        Receiver::Tenant => "Tenant",
    }
}

/// A name that Python takes.
pub(super) fn python(name: &str) -> String {
    match PYTHON_KEYWORDS.contains(&name) {
        true => format!("{name}_"),
        false => name.to_owned(),
    }
}

/// A field that Rust takes.
pub(super) fn rust(name: &str) -> String {
    match RUST_KEYWORDS.contains(&name) {
        true => format!("r#{name}"),
        false => name.to_owned(),
    }
}

/// A method of the core's facade.
pub(super) fn rust_method(verb: &str) -> String {
    match RUST_KEYWORDS.contains(&verb) {
        true => format!("{verb}_"),
        false => verb.to_owned(),
    }
}
