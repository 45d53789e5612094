//! What an operation is as a command: `teams.create` is `tenantry teams create`, and every
//! field of its input is a flag.
//!
//! The command line asks here which flags there are and what they mean, and [`line()`] writes a
//! call as the command that makes it: for the examples of the help, and for the tests.

mod line;

use serde_json::Value;

use crate::model::{Body, Field, Model, Operation, PAGE, Receiver, Resolved, Type};
use crate::texts;
use crate::words::kebab;

pub use line::{Call, Line, line};

/// Flags that every command has; a field of such a name is `--input-NAME`.
pub const RESERVED: [&str; 17] = [
    "all",
    "clear",
    "db",
    "help",
    "idempotency-key",
    "input",
    "key-file",
    "key-stdin",
    "operator-secret-file",
    "output",
    "proxy-secret-file",
    "system",
    "take",
    "tries",
    "url",
    "version",
    "vouched",
];

/// The flag that names the organisation which is entered.
pub const ORG: &str = "org";

/// A field of an input as a flag.
#[derive(Clone, Debug, PartialEq)]
pub struct Flag {
    /// Its name: `display-name`.
    pub name: String,
    /// The struct in the input that the field belongs to, if it is not the input itself.
    pub within: Option<String>,
    /// The field.
    pub field: Field,
    /// How its value is written.
    pub form: Form,
}

/// How a value is written on a command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As one text.
    Text,
    /// By being there: `--top`, or `--top=false`.
    Switch,
    /// As one text for each item: the flag is repeated.
    Each,
    /// As JSON.
    Json,
    /// In a file that the flag names: no secret is an argument.
    Secret,
}

/// The flags of an operation, in the order of its input's fields.
#[must_use]
pub fn flags(model: &Model, operation: &Operation) -> Vec<Flag> {
    let mut flags: Vec<Flag> = Vec::new();
    for field in model.input(operation) {
        match model.page(field) {
            Some(inner) => {
                let inner = inner.iter();
                flags.extend(inner.map(|inner| flag(model, operation, inner, Some(&field.name))));
            }
            None => flags.push(flag(model, operation, field, None)),
        }
    }
    flags
}

/// Whether an operation's lists come in pages that a cursor continues.
#[must_use]
pub fn is_paged(model: &Model, operation: &Operation) -> bool {
    let is_page = matches!(
        model.resolved(&operation.output),
        Resolved::Body(_, Body::Struct(body)) if body.is_page
    );
    is_page
        && model
            .input(operation)
            .iter()
            .any(|field| model.page(field).is_some())
}

/// Asks a list for the page at a cursor.
pub fn turn_to(input: &mut Value, cursor: &str) {
    if input.is_null() {
        *input = Value::Object(serde_json::Map::new());
    }
    if !input[PAGE].is_object() {
        input[PAGE] = Value::Object(serde_json::Map::new());
    }
    input[PAGE]["cursor"] = cursor.into();
}

fn flag(model: &Model, operation: &Operation, field: &Field, within: Option<&str>) -> Flag {
    let form = form(model, field);
    let name = kebab(&field.name);
    let names_the_org = name == ORG && operation.receiver == Receiver::Tenant;
    let is_taken = RESERVED.contains(&name.as_str()) || names_the_org;
    let name = match (form, is_taken) {
        (Form::Secret, _) => format!("{name}-file"),
        (_, true) => format!("input-{name}"),
        (_, false) => name,
    };
    Flag {
        name,
        within: within.map(str::to_owned),
        field: field.clone(),
        form,
    }
}

fn form(model: &Model, field: &Field) -> Form {
    match model.resolved(&field.kind) {
        Resolved::Plain(Type::Bool) => Form::Switch,
        Resolved::Plain(Type::Secret) => Form::Secret,
        _ if texts::item(model, field).is_some() => Form::Each,
        _ if texts::is_one_text(model, &field.kind) => Form::Text,
        _ => Form::Json,
    }
}

impl Flag {
    /// The type of each text of the flag.
    #[must_use]
    pub fn kind<'a>(&'a self, model: &'a Model) -> &'a Type {
        match (self.form, model.resolved(&self.field.kind)) {
            (Form::Each, Resolved::Plain(Type::List(items))) => items,
            _ => &self.field.kind,
        }
    }

    /// The words that the flag takes, and what they mean, if it takes words.
    #[must_use]
    pub fn choices<'a>(&'a self, model: &'a Model) -> &'a [crate::model::Word] {
        match model.resolved(self.kind(model)) {
            Resolved::Body(_, Body::Choice(words)) => words,
            _ => &[],
        }
    }

    /// What stands for a value in the help.
    #[must_use]
    pub fn value_name(&self, model: &Model) -> String {
        let kind = self.kind(model);
        if model.is_reference(kind) {
            return "KIND:ID".to_owned();
        }
        match (self.form, model.resolved(kind)) {
            (Form::Secret, _) => "FILE".to_owned(),
            (Form::Json, _) => "JSON".to_owned(),
            (_, Resolved::Body(name, _)) => kebab(name).to_uppercase(),
            (_, Resolved::Plain(Type::Id(noun))) => noun.to_uppercase(),
            (_, Resolved::Plain(kind)) => plain_name(kind).to_owned(),
        }
    }

    /// Whether `--clear` may name the field: leaving it out is another thing than emptying it.
    #[must_use]
    pub fn is_clearable(&self) -> bool {
        self.field.is_patch && self.field.is_nullable
    }

    /// Reads the field from the flag's texts. `None` if they are no value of it.
    #[must_use]
    pub fn read(&self, model: &Model, given: &[String]) -> Option<Value> {
        if let (Form::Json, [text]) = (self.form, given) {
            return serde_json::from_str(text).ok();
        }
        let words = self.choices(model);
        let is_known = |text: &&str| words.is_empty() || words.iter().any(|w| w.word == **text);
        let given: Vec<&str> = given.iter().map(String::as_str).collect();
        given
            .iter()
            .all(is_known)
            .then(|| texts::read_all(model, &self.field, &given))?
    }

    /// Writes a value as the texts that `read` reads. `None` if none do.
    #[must_use]
    pub fn write(&self, model: &Model, value: &Value) -> Option<Vec<String>> {
        let given = match self.form {
            Form::Secret => None,
            Form::Json => Some(vec![value.to_string()]),
            Form::Text | Form::Switch | Form::Each => texts::write_all(value),
        }?;
        (self.read(model, &given)? == *value).then_some(given)
    }
}

fn plain_name(kind: &Type) -> &'static str {
    match kind {
        Type::Integer(_) => "NUMBER",
        Type::Time => "TIME",
        Type::Cursor => "CURSOR",
        Type::Amount => "AMOUNT",
        Type::Uuid => "ID",
        Type::Bool => "BOOL",
        _ => "TEXT",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_operation_has_flags_of_their_own_names() {
        let model = Model::own().unwrap();
        for operation in &model.operations {
            let flags = flags(&model, operation);
            let mut names: Vec<&str> = flags.iter().map(|flag| flag.name.as_str()).collect();
            names.sort_unstable();
            let count = names.len();
            names.dedup();
            assert_eq!(names.len(), count, "{}: {names:?}", operation.id);
            assert!(names.iter().all(|name| !RESERVED.contains(name)));
        }
    }

    #[test]
    fn a_field_that_is_a_page_by_name_only_turns_none() {
        let mut model = Model::own().unwrap();
        let list = model.operation("teams.list").unwrap().clone();
        let input = list.input.clone();
        let taken = model
            .types
            .iter_mut()
            .find(|of| Some(&of.name) == input.as_ref());
        let Some(Body::Struct(taken)) = taken.map(|of| &mut of.body) else {
            panic!("a list takes no struct");
        };
        let page = taken.fields.iter_mut().find(|field| field.name == PAGE);
        page.unwrap().kind = Type::Bool;
        assert!(!is_paged(&model, &list));
    }

    #[test]
    fn pages_are_flat_and_their_cursor_turns_them() {
        let model = Model::own().unwrap();
        let list = model.operation("teams.list").unwrap();
        let names: Vec<String> = flags(&model, list).into_iter().map(|f| f.name).collect();
        assert_eq!(names, ["order", "cursor", "limit", "parent", "top"]);
        assert!(is_paged(&model, list));
        assert!(!is_paged(&model, model.operation("journal.list").unwrap()));
        let mut input = json!({ "top": true });
        turn_to(&mut input, "x");
        assert_eq!(input, json!({ "top": true, "page": { "cursor": "x" } }));
    }

    #[test]
    fn a_field_that_has_the_name_of_a_flag_gives_way() {
        let model = Model::own().unwrap();
        let mut operation = model.operation("keys.create").unwrap().clone();
        let org = |operation: &Operation| {
            let flags = flags(&model, operation).into_iter();
            let mut orgs = flags.filter(|flag| flag.field.name == ORG);
            orgs.next().unwrap().name
        };
        assert_eq!(org(&operation), "org");
        operation.receiver = Receiver::Tenant;
        assert_eq!(org(&operation), "input-org");
    }

    #[test]
    fn a_secret_is_in_a_file_and_never_in_a_word() {
        let mut model = Model::own().unwrap();
        let mut types = model.types.iter_mut();
        let input = types.find(|named| named.name == "CreateKey").unwrap();
        let Body::Struct(body) = &mut input.body else {
            panic!("an input is a struct")
        };
        body.fields[0].kind = Type::Secret;
        let flags = flags(&model, model.operation("keys.create").unwrap());
        let secret = flags.iter().find(|flag| flag.form == Form::Secret).unwrap();
        assert_eq!(
            (secret.name.as_str(), secret.value_name(&model).as_str()),
            ("name-file", "FILE")
        );
        assert_eq!(secret.write(&model, &json!("hush")), None);
    }

    #[test]
    fn what_a_flag_cannot_say_it_does_not_write() {
        let model = Model::own().unwrap();
        let operation = model.operation("keys.create").unwrap();
        let flags = flags(&model, operation);
        let flag = |name: &str| flags.iter().find(|flag| flag.name == name).unwrap();
        let scopes = flag("scopes");
        let read = json!(["teams.read", "orgs.read"]);
        assert_eq!(
            scopes.write(&model, &read).unwrap(),
            ["teams.read", "orgs.read"]
        );
        for value in [json!([]), json!([5]), json!("teams.read")] {
            assert_eq!(scopes.write(&model, &value), None, "{value}");
        }
        assert_eq!(flag("name").write(&model, &json!(5)), None);
    }
}
