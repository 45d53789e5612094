//! The forms that a type can have on every surface.

use serde_json::{Map, Value};

/// A schema, understood.
#[derive(Debug, PartialEq)]
pub struct Form<'a> {
    /// What it describes.
    pub shape: Shape<'a>,
    /// Whether `null` is a value too: an `Option` or a `Patch`.
    pub is_nullable: bool,
}

/// What a schema describes. There is nothing else that a surface has to know.
#[derive(Debug, PartialEq)]
pub enum Shape<'a> {
    /// A named type.
    Named(&'a str),
    /// No value: the answer of what only does something.
    Nothing,
    /// One value that has no parts.
    Scalar(Scalar<'a>),
    /// One of some words.
    Choice(Vec<Word<'a>>),
    /// A list of one type.
    List(&'a Value),
    /// Values of one type by name; of any JSON, where there is no type.
    Map(Option<&'a Value>),
    /// Named fields.
    Struct {
        /// Each with its schema.
        fields: &'a Map<String, Value>,
        /// Whether other fields are refused.
        is_closed: bool,
    },
    /// One of some structs, told apart by a field.
    Tagged(Vec<Variant<'a>>),
}

/// One value that has no parts. All but the first two are texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scalar<'a> {
    /// True or false.
    Bool,
    /// An integer of this format: `int64`, `uint32`, …
    Integer(&'a str),
    /// Any text.
    Text,
    /// A text that is shown once and never stored or logged.
    Secret,
    /// The id of one kind of thing, which this names: `team`.
    Id(&'a str),
    /// The id of something, whatever it is.
    Uuid,
    /// A moment, RFC 3339 in UTC.
    Time,
    /// A place in a journal.
    Cursor,
    /// An amount of money: a decimal, exact.
    Amount,
}

/// One of the words of a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    /// The word.
    pub word: &'a str,
    /// What it means; empty where the schema does not say.
    pub doc: &'a str,
}

/// One of the structs that a tag tells apart.
#[derive(Debug, PartialEq)]
pub struct Variant<'a> {
    /// The field that tells the structs apart.
    pub tag: &'a str,
    /// The tag's value for this one.
    pub word: Word<'a>,
    /// Its fields, the tag among them.
    pub fields: &'a Map<String, Value>,
    /// The struct whose fields it has beside those.
    pub includes: Option<&'a str>,
    /// Whether other fields are refused.
    pub is_closed: bool,
}

/// Why a schema has no form, to follow the name of its place.
pub type Misfit = String;
