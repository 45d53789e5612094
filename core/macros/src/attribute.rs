//! What stands in the parentheses of `#[operation(…)]`.

use proc_macro2::Span;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Error, Ident, LitStr, Result, Token, Type, bracketed};

/// The settings of an operation.
pub(crate) struct Attribute {
    pub(crate) id: Id,
    pub(crate) kind: Kind,
    /// A constant of `Permission`; `None` where the attribute says `none`.
    pub(crate) permission: Option<Ident>,
    /// Variants of `ErrorKind`.
    pub(crate) errors: Vec<Ident>,
}

/// An operation's id, and its two halves.
pub(crate) struct Id {
    pub(crate) text: String,
    pub(crate) room: String,
    pub(crate) verb: String,
    pub(crate) span: Span,
}

/// What an operation does, as far as its shape goes.
pub(crate) enum Kind {
    Read,
    Change,
    /// With the type of its items.
    Stream(Box<Type>),
}

impl Parse for Attribute {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let mut settings = Settings::default();
        while !input.is_empty() {
            settings.take(input)?;
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        settings.finish()
    }
}

/// The settings as they are read, in any order.
#[derive(Default)]
struct Settings {
    id: Option<Id>,
    kind: Option<Ident>,
    permission: Option<Ident>,
    errors: Option<Vec<Ident>>,
    item: Option<Box<Type>>,
}

impl Settings {
    fn take(&mut self, input: ParseStream<'_>) -> Result<()> {
        let key: Ident = input.parse()?;
        input.parse::<Token![=]>()?;
        match key.to_string().as_str() {
            "id" => once(&mut self.id, &key, Id::read(&input.parse()?)?),
            "kind" => once(&mut self.kind, &key, input.parse()?),
            "permission" => once(&mut self.permission, &key, input.parse()?),
            "errors" => once(&mut self.errors, &key, idents(input)?),
            "item" => once(&mut self.item, &key, Box::new(input.parse()?)),
            _ => Err(Error::new(
                key.span(),
                "unknown setting: there are `id`, `kind`, `permission`, `errors` and `item`",
            )),
        }
    }

    fn finish(self) -> Result<Attribute> {
        let id = require(self.id, "an operation has an id: `id = \"noun.verb\"`")?;
        let kind = require(
            self.kind,
            "an operation has a kind: `kind = read`, `change` or `stream`",
        )?;
        let permission = require(
            self.permission,
            "an operation states its permission: `permission = TEAMS_CREATE`, or `permission = none`",
        )?;
        Ok(Attribute {
            id,
            kind: Kind::of(&kind, self.item)?,
            permission: (permission != "none").then_some(permission),
            errors: self.errors.unwrap_or_default(),
        })
    }
}

impl Id {
    fn read(literal: &LitStr) -> Result<Self> {
        let text = literal.value();
        match text.split_once('.') {
            Some((room, verb)) if is_word(room) && is_word(verb) => Ok(Self {
                room: room.to_owned(),
                verb: verb.to_owned(),
                span: literal.span(),
                text,
            }),
            _ => Err(Error::new(
                literal.span(),
                "an id is `noun.verb`, both of a-z and single underscores between them",
            )),
        }
    }
}

impl Kind {
    fn of(name: &Ident, item: Option<Box<Type>>) -> Result<Self> {
        match (name.to_string().as_str(), item) {
            ("read", None) => Ok(Self::Read),
            ("change", None) => Ok(Self::Change),
            ("stream", Some(item)) => Ok(Self::Stream(item)),
            ("stream", None) => Err(Error::new(
                name.span(),
                "a stream names the type of its items: `item = FeedItem`",
            )),
            ("read" | "change", Some(item)) => Err(Error::new_spanned(
                item,
                "only a stream has an `item`; what this returns stands in its signature",
            )),
            _ => Err(Error::new(
                name.span(),
                "unknown kind: there are `read`, `change` and `stream`",
            )),
        }
    }
}

fn once<T>(place: &mut Option<T>, key: &Ident, value: T) -> Result<()> {
    match place.replace(value) {
        None => Ok(()),
        Some(_) => Err(Error::new(key.span(), format!("`{key}` is set twice"))),
    }
}

fn require<T>(value: Option<T>, message: &str) -> Result<T> {
    value.ok_or_else(|| Error::new(Span::call_site(), message))
}

fn idents(input: ParseStream<'_>) -> Result<Vec<Ident>> {
    let list;
    bracketed!(list in input);
    let idents = Punctuated::<Ident, Token![,]>::parse_terminated(&list)?;
    Ok(idents.into_iter().collect())
}

/// Whether a text is snake case, of letters only.
fn is_word(text: &str) -> bool {
    text.split('_')
        .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    fn refusal(tokens: proc_macro2::TokenStream) -> String {
        match syn::parse2::<Attribute>(tokens) {
            Ok(attribute) => panic!("accepted as `{}`", attribute.id.text),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn settings_are_read_in_any_order() {
        let attribute: Attribute = syn::parse2(quote! {
            errors = [Conflict, LimitReached], permission = TEAMS_CREATE,
            kind = change, id = "team_members.add",
        })
        .unwrap();
        assert_eq!(attribute.id.room, "team_members");
        assert_eq!(attribute.id.verb, "add");
        assert_eq!(attribute.permission.unwrap(), "TEAMS_CREATE");
        assert_eq!(attribute.errors, ["Conflict", "LimitReached"]);
        assert!(matches!(attribute.kind, Kind::Change));
    }

    #[test]
    fn none_is_no_permission() {
        let attribute: Attribute =
            syn::parse2(quote!(id = "me.get", kind = read, permission = none)).unwrap();
        assert!(attribute.permission.is_none());
        assert!(attribute.errors.is_empty());
    }

    #[test]
    fn a_stream_names_its_items() {
        let attribute: Attribute = syn::parse2(quote! {
            id = "journal.subscribe", kind = stream, item = FeedItem, permission = JOURNAL_READ
        })
        .unwrap();
        assert!(matches!(attribute.kind, Kind::Stream(_)));
    }

    #[test]
    fn what_is_missing_is_named() {
        let cases = [
            (
                quote!(kind = read, permission = none),
                "an operation has an id",
            ),
            (
                quote!(id = "a.b", permission = none),
                "an operation has a kind",
            ),
            (
                quote!(id = "a.b", kind = read),
                "an operation states its permission",
            ),
            (
                quote!(id = "a.b", kind = stream, permission = none),
                "a stream names the type",
            ),
        ];
        for (tokens, message) in cases {
            let refusal = refusal(tokens);
            assert!(refusal.starts_with(message), "{refusal}");
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        let cases = [
            (
                quote!(id = "a.b", id = "a.c", kind = read, permission = none),
                "`id` is set twice",
            ),
            (
                quote!(id = "a.b", kind = write, permission = none),
                "unknown kind",
            ),
            (
                quote!(id = "a.b", kind = read, permission = none, item = T),
                "only a stream",
            ),
            (
                quote!(id = "a.b", kind = read, rights = none),
                "unknown setting",
            ),
        ];
        for (tokens, message) in cases {
            let refusal = refusal(tokens);
            assert!(refusal.starts_with(message), "{refusal}");
        }
    }

    #[test]
    fn an_id_is_a_noun_and_a_verb() {
        for id in [
            "",
            "teams",
            "teams.",
            ".create",
            "Teams.create",
            "a.b.c",
            "a_.b",
            "a.b__c",
            "a.b1",
        ] {
            let refusal = refusal(quote!(id = #id, kind = read, permission = none));
            assert!(refusal.starts_with("an id is `noun.verb`"), "{id}");
        }
    }
}
