//! `rooms.ts`: a class for each room of each receiver, with a method for each operation.

use super::docs::{call, comment, import, paragraphs, wrapped};
use super::errors::class;
use super::reading::spelled;
use super::types::quoted;
use super::usage::differs;
use tenantry_surface::Model;
use tenantry_surface::model::{Body, Kind, Operation, Receiver, Resolved, Type};
use tenantry_surface::words::{camel, pascal};

const RECEIVERS: [(Receiver, &str, &str); 3] = [
    (Receiver::Tenantry, "Tenantry", "the opened library"),
    (Receiver::Caller, "Caller", "somebody proven"),
    (
        Receiver::Tenant,
        "Tenant",
        "a caller inside one organisation",
    ),
];

/// The file.
pub(super) fn text(model: &Model) -> String {
    let mut text = String::new();
    for (receiver, name, about) in RECEIVERS {
        let rooms = rooms(model, receiver);
        for room in &rooms {
            text += &class_of_room(model, receiver, name, about, room);
        }
        text += &class_of_receiver(name, about, &rooms);
    }
    imports(&text) + &text
}

fn imports(text: &str) -> String {
    let options = ["CallOptions", "ChangeOptions", "Door", "StreamOptions"];
    [
        import("import type", &options, "../door.js", text),
        import("import", &["Feed"], "../feed.js", text),
        import("import", &["Pager", "withPage"], "../pager.js", text),
        import(
            "import",
            &["readAsIs", "readNothing"],
            "../reading.js",
            text,
        ),
        import("import type", &["JsonObject"], "../words.js", text),
        import("import", &["writeNothing"], "../writing.js", text),
        "import * as reading from \"./reading.js\";\n".to_owned(),
        "import type * as types from \"./types.js\";\n".to_owned(),
        "import * as writing from \"./writing.js\";\n".to_owned(),
    ]
    .concat()
}

/// `operations.ts`: what there is, as data.
pub(super) fn list(model: &Model) -> String {
    let mut lines = String::new();
    for operation in &model.operations {
        let permission = operation.permission.as_deref();
        let fields = [
            ("id", quoted(&operation.id)),
            ("receiver", quoted(receiver(operation.receiver))),
            ("room", quoted(&camel(&operation.room))),
            ("method", quoted(&camel(&operation.verb))),
            ("kind", quoted(kind(operation.kind))),
            ("hasInput", operation.input.is_some().to_string()),
            ("permission", permission.map_or("null".to_owned(), quoted)),
            ("summary", quoted(&operation.summary)),
        ];
        let fields = fields.map(|(name, value)| format!("    {name}: {value},\n"));
        lines += &format!("  {{\n{}  }},\n", fields.concat());
    }
    format!(
        "/** An operation, as data. */\n\
         export interface Operation {{\n  \
         /** Its stable name, which is also in the journal: `teams.create`. */\n  readonly id: string;\n  \
         /** What it is called on. */\n  readonly receiver: \"tenantry\" | \"caller\" | \"tenant\";\n  \
         /** The property of the receiver. */\n  readonly room: string;\n  \
         /** The method of the room. */\n  readonly method: string;\n  \
         /** What it does to the data. */\n  readonly kind: \"read\" | \"change\" | \"stream\";\n  \
         /** Whether it takes an input. */\n  readonly hasInput: boolean;\n  \
         /** What the caller must hold. */\n  readonly permission: string | null;\n  \
         /** What it does, in a sentence. */\n  readonly summary: string;\n}}\n\n\
         /** Every operation, in the order of the documentation. */\n\
         export const operations: readonly Operation[] = [\n{lines}];\n"
    )
}

fn rooms(model: &Model, receiver: Receiver) -> Vec<&str> {
    let mut rooms: Vec<&str> = Vec::new();
    for operation in &model.operations {
        if operation.receiver == receiver && !rooms.contains(&operation.room.as_str()) {
            rooms.push(&operation.room);
        }
    }
    rooms
}

fn class_of_room(model: &Model, receiver: Receiver, name: &str, about: &str, room: &str) -> String {
    let operations = model.operations.iter();
    let own = operations.filter(|known| known.receiver == receiver && known.room == room);
    let methods: Vec<String> = own.map(|operation| method(model, operation)).collect();
    format!(
        "\n/** What {about} may do with `{}`. */\nexport class {name}{} {{\n  \
         readonly #door: Door;\n\n  \
         /** @internal */\n  constructor(door: Door) {{\n    this.#door = door;\n  }}\n\n{}}}\n",
        camel(room),
        pascal(room),
        methods.join("\n")
    )
}

fn class_of_receiver(name: &str, about: &str, rooms: &[&str]) -> String {
    let properties: String = rooms
        .iter()
        .map(|room| {
            let (property, room) = (camel(room), pascal(room));
            format!("  /** What {about} may do with `{property}`. */\n  readonly {property}: {name}{room};\n")
        })
        .collect();
    let assigned: String = rooms
        .iter()
        .map(|room| {
            format!(
                "    this.{} = new {name}{}(door);\n",
                camel(room),
                pascal(room)
            )
        })
        .collect();
    let door = if rooms.is_empty() { "_door" } else { "door" };
    format!(
        "\n/** The rooms of {about}. */\nexport abstract class {name}Rooms {{\n{properties}\n  \
         /** @internal */\n  constructor({door}: Door) {{\n{assigned}  }}\n}}\n"
    )
}

fn method(model: &Model, operation: &Operation) -> String {
    let doc = comment("  ", &doc(operation));
    let name = camel(&operation.verb);
    let parts = Call::new(model, operation);
    let (input, output) = (&parts.parameter, &parts.output);
    let (id, read) = (quoted(&operation.id), &parts.read);
    if operation.kind == Kind::Stream {
        let given = ["this.#door", &id, &parts.thunk(), read, "options"];
        let body = call("    ", "return new Feed", &given);
        return format!(
            "{doc}  {name}({input}options?: StreamOptions): Feed<{output}> {{\n{body}  }}\n"
        );
    }
    if let Some(item) = page_item(model, &operation.output) {
        let item = spelled(model, item);
        let write = match takes_page(model, operation) {
            true => format!("(page) => {}(withPage(input, page))", parts.write),
            false => parts.thunk(),
        };
        let given = ["this.#door", &id, &write, read, "options"];
        let body = call("    ", "return new Pager", &given);
        return format!(
            "{doc}  {name}({input}options?: CallOptions): Pager<{item}, {output}> {{\n{body}  }}\n"
        );
    }
    let options = match operation.kind {
        Kind::Change => "ChangeOptions",
        Kind::Read | Kind::Stream => "CallOptions",
    };
    let given = [&id, &parts.write, parts.given, read, "options"];
    let body = call("    ", "return this.#door.call", &given);
    format!("{doc}  {name}({input}options?: {options}): Promise<{output}> {{\n{body}  }}\n")
}

/// The parts that the methods of all kinds are made of.
struct Call {
    /// `input: types.GetTeam, `, or nothing.
    parameter: String,
    /// What is handed to `write`.
    given: &'static str,
    write: String,
    read: String,
    output: String,
}

impl Call {
    fn new(model: &Model, operation: &Operation) -> Self {
        let output = spelled(model, &operation.output);
        let read = match model.resolved(&operation.output) {
            Resolved::Body(name, _) if differs(model, &operation.output) => {
                format!("reading.read{name}")
            }
            Resolved::Plain(Type::Nothing) => "readNothing".to_owned(),
            _ => format!("readAsIs<{output}>"),
        };
        let Some(input) = &operation.input else {
            return Self {
                parameter: String::new(),
                given: "null",
                write: "writeNothing".to_owned(),
                read,
                output,
            };
        };
        let fields = model.input(operation);
        let default = if fields.iter().any(|field| field.is_required) {
            ""
        } else {
            " = {}"
        };
        Self {
            parameter: format!("input: types.{input}{default}, "),
            given: "input",
            write: format!("writing.write{input}"),
            read,
            output,
        }
    }

    /// The input, written when it is wanted.
    fn thunk(&self) -> String {
        format!("() => {}({})", self.write, self.given)
    }
}

/// The type of the items, if an answer is a page of a list.
fn page_item<'a>(model: &'a Model, output: &'a Type) -> Option<&'a Type> {
    let Resolved::Body(_, Body::Struct(body)) = model.resolved(output) else {
        return None;
    };
    let items = body.fields.iter().find(|field| field.name == "items")?;
    match &items.kind {
        Type::List(item) if body.is_page => Some(item),
        _ => None,
    }
}

/// Whether an input says which page is wanted.
fn takes_page(model: &Model, operation: &Operation) -> bool {
    model
        .input(operation)
        .iter()
        .any(|field| field.name == "page")
}

fn doc(operation: &Operation) -> String {
    let permission = operation.permission.as_ref();
    let permission = permission.map(|name| format!("Takes the permission `{name}`."));
    let errors: Vec<String> = operation
        .errors
        .iter()
        .map(|kind| format!("`{}`", class(kind)))
        .collect();
    let errors = match errors.is_empty() {
        true => String::new(),
        false => wrapped(&format!("Fails with {}.", errors.join(", "))),
    };
    paragraphs([
        operation.doc.as_str(),
        permission.as_deref().unwrap_or_default(),
        &errors,
    ])
}

const fn receiver(receiver: Receiver) -> &'static str {
    match receiver {
        Receiver::Tenantry => "tenantry",
        Receiver::Caller => "caller",
        Receiver::Tenant => "tenant",
    }
}

const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Read => "read",
        Kind::Change => "change",
        Kind::Stream => "stream",
    }
}
