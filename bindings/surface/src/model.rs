//! The registry as the surfaces need it: operations and types, resolved and owned.

mod read;

use serde_json::{Map, Value};

/// Everything that the surfaces are derived from.
#[derive(Clone, Debug)]
pub struct Model {
    /// The version of the library.
    pub version: String,
    /// The operations, in the order of the documentation.
    pub operations: Vec<Operation>,
    /// The types that have a name, by name.
    pub types: Vec<Named>,
    /// The kinds of error.
    pub errors: Vec<ErrorKind>,
}

/// An operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// `teams.create`.
    pub id: String,
    /// `teams`.
    pub room: String,
    /// `create`.
    pub verb: String,
    /// What it is called on.
    pub receiver: Receiver,
    /// What it does to the data.
    pub kind: Kind,
    /// Whether a call may carry an idempotency key.
    pub is_idempotent: bool,
    /// What the caller must hold.
    pub permission: Option<String>,
    /// The first paragraph of the documentation, on one line.
    pub summary: String,
    /// The documentation, Markdown.
    pub doc: String,
    /// The name of the input's type, which is a struct.
    pub input: Option<String>,
    /// The answer, or an item of the stream.
    pub output: Type,
    /// Where the answer holds secrets: JSON pointers, with `*` for every item.
    pub secrets: Vec<String>,
    /// The kinds of error that it can give.
    pub errors: Vec<String>,
}

/// What an operation is called on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Receiver {
    /// The opened library.
    Tenantry,
    /// Somebody proven.
    Caller,
    /// Somebody proven, inside one organisation.
    Tenant,
}

/// What an operation does to the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Looks, and answers once.
    Read,
    /// Changes something, and answers once.
    Change,
    /// Answers item by item.
    Stream,
}

/// A kind of error.
#[derive(Clone, Debug)]
pub struct ErrorKind {
    /// `not_found`.
    pub name: String,
    /// Whether the same call may simply be made again.
    pub is_retryable: bool,
}

/// A type that has a name.
#[derive(Clone, Debug)]
pub struct Named {
    /// `Team`.
    pub name: String,
    /// What it is, Markdown.
    pub doc: String,
    /// What it looks like.
    pub body: Body,
    /// Its JSON schema, whose references point into `#/types/`.
    pub schema: Value,
}

/// What a named type looks like.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// Named fields.
    Struct(Struct),
    /// One of some words.
    Choice(Vec<Word>),
    /// One of some structs, told apart by the field `tag`.
    Tagged {
        /// The field.
        tag: String,
        /// The structs.
        variants: Vec<Variant>,
    },
    /// Another name for this.
    Alias(Type),
}

/// Named fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Struct {
    /// The fields, required ones first, each group in the order of their names.
    pub fields: Vec<Field>,
    /// Whether it is one page of a list.
    pub is_page: bool,
}

/// One of the structs that a tag tells apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// The tag's value.
    pub word: Word,
    /// The fields beside the tag.
    pub fields: Vec<Field>,
}

/// A word and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word.
    pub word: String,
    /// What it means, Markdown.
    pub doc: String,
}

/// A field.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its name, in snake case.
    pub name: String,
    /// Its type, without null.
    pub kind: Type,
    /// What it is, Markdown.
    pub doc: String,
    /// Whether it must be there.
    pub is_required: bool,
    /// Whether `null` is a value.
    pub is_nullable: bool,
    /// Whether leaving it out is another thing than `null`.
    pub is_patch: bool,
    /// What it is if it is left out.
    pub default: Option<Value>,
    /// What its values keep to, in the words of JSON Schema: `maxLength`, `minimum`, ….
    pub limits: Map<String, Value>,
}

/// A type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// No value.
    Nothing,
    /// True or false.
    Bool,
    /// An integer of this format: `int64`, `uint32`, …
    Integer(String),
    /// Any text.
    Text,
    /// A text that is shown once.
    Secret,
    /// The id of one kind of thing.
    Id(String),
    /// The id of something.
    Uuid,
    /// A moment.
    Time,
    /// A place in a journal.
    Cursor,
    /// An amount of money.
    Amount,
    /// Any JSON by name.
    Json,
    /// A type of this name.
    Named(String),
    /// A list.
    List(Box<Type>),
    /// Values by name.
    Map(Box<Type>),
}

/// The field whose own fields stand beside the others where a surface is flat.
pub const PAGE: &str = "page";

impl Model {
    /// The fields of a page; none of any other field.
    #[must_use]
    pub fn page(&self, field: &Field) -> Option<&[Field]> {
        match &field.kind {
            Type::Named(name) if field.name == PAGE => Some(self.fields(name)),
            _ => None,
        }
    }

    /// The type of a name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Named> {
        self.types.iter().find(|known| known.name == name)
    }

    /// What stands behind a type's name, aliases followed.
    #[must_use]
    pub fn resolved<'a>(&'a self, kind: &'a Type) -> Resolved<'a> {
        match kind {
            Type::Named(name) => match self.named(name).map(|named| &named.body) {
                Some(Body::Alias(kind)) => self.resolved(kind),
                Some(body) => Resolved::Body(name, body),
                None => Resolved::Plain(kind),
            },
            kind => Resolved::Plain(kind),
        }
    }

    /// The fields of an operation's input.
    #[must_use]
    pub fn input(&self, operation: &Operation) -> &[Field] {
        operation
            .input
            .as_deref()
            .map_or(&[], |name| self.fields(name))
    }

    /// The fields of a struct; none of anything else.
    #[must_use]
    pub fn fields(&self, name: &str) -> &[Field] {
        match self.named(name).map(|named| &named.body) {
            Some(Body::Struct(body)) => &body.fields,
            _ => &[],
        }
    }

    /// What a field means, Markdown. An id needs no words of its own.
    #[must_use]
    pub fn doc(&self, field: &Field) -> String {
        match self.resolved(&field.kind) {
            Resolved::Plain(Type::Id(noun)) if field.doc.is_empty() => format!("The {noun}'s id."),
            _ => field.doc.clone(),
        }
    }

    /// The operation of an id.
    #[must_use]
    pub fn operation(&self, id: &str) -> Option<&Operation> {
        self.operations.iter().find(|known| known.id == id)
    }

    /// Whether a type is a kind and an id, which may be written `user:0190…` in one text.
    #[must_use]
    pub fn is_reference(&self, kind: &Type) -> bool {
        let Resolved::Body(_, Body::Tagged { tag, variants }) = self.resolved(kind) else {
            return false;
        };
        tag == "kind"
            && variants
                .iter()
                .all(|variant| match variant.fields.as_slice() {
                    [id] => {
                        id.name == "id"
                            && matches!(self.resolved(&id.kind), Resolved::Plain(Type::Id(_)))
                    }
                    _ => false,
                })
    }
}

/// A type, with its name followed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Resolved<'a> {
    /// Something that has no parts, a list or a map.
    Plain(&'a Type),
    /// A struct, a choice or a tagged union of this name.
    Body(&'a str, &'a Body),
}
