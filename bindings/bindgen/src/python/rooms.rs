//! The operations as methods, in Rust: once for each way to call.

use tenantry_surface::model::{Kind, Operation, PAGE, Receiver};

use super::DERIVED;
use super::docs::{call_doc, rust_doc};
use super::models::{argument_default, parameter, reading};
use super::names::{Room, Surface, in_signature, python, receiver, rust as ident, rust_method};

/// A way to call.
#[derive(Clone, Copy)]
pub(super) struct Way {
    about: &'static str,
    module: &'static str,
    mode: &'static str,
    call: &'static str,
    pager: &'static str,
    feed: &'static str,
    /// The methods of a context manager.
    context: &'static str,
}

/// Here and now.
pub(super) const SYNC: Way = Way {
    about: "The operations, called here and now.",
    module: "tenantry",
    mode: "Sync",
    call: "entry::now",
    pager: "SyncPager",
    feed: "SyncFeed",
    context: "__enter__ __exit__",
};

/// On an event loop.
pub(super) const AIO: Way = Way {
    about: "The operations, awaited on an event loop.",
    module: "tenantry.aio",
    mode: "Aio",
    call: "run_async",
    pager: "AioPager",
    feed: "AioFeed",
    context: "__aenter__ __aexit__",
};

/// The file of a way to call.
pub(super) fn rust(surface: &Surface<'_>, way: Way) -> String {
    let Way {
        about,
        module,
        mode,
        call,
        pager,
        feed,
        context,
    } = way;
    let run = if call == "run_async" {
        "run_async, "
    } else {
        ""
    };
    let mut out = format!(
        "//! {about} {DERIVED}\n\n\
         use std::sync::Arc;\n\n\
         use pyo3::prelude::*;\nuse tenantry::types;\n\n\
         use crate::convert::{{Given, ToPy, read}};\n\
         use crate::entry;\nuse crate::error::Fault;\n\
         use crate::feed::{feed};\n\
         use crate::handle::{{CallerHandle, TenantHandle}};\n\
         use crate::pager::{pager};\nuse crate::proof;\n\
         use crate::remote::Server;\nuse crate::run::{{{mode}, Mode, {run}run_held}};\n\
         use crate::store::{{Sources, Store}};\n\n"
    );
    out.push_str(&format!(
        "entry::classes! {{\n    \"{module}\" {mode} {call}, {context}\n"
    ));
    let rooms = surface.rooms();
    for of in [Receiver::Tenantry, Receiver::Caller, Receiver::Tenant] {
        out.push_str(&format!("    {} {{\n", receiver(of)));
        for room in rooms.iter().filter(|room| room.receiver == of) {
            let doc = rust_doc(&room.doc(), "        ");
            out.push_str(&format!("{doc}        {}: {},\n", room.name, room.class()));
        }
        out.push_str("    }\n");
    }
    out.push_str("}\n");
    for room in &rooms {
        class(&mut out, surface, way, room);
    }
    out.push_str("\n/// Adds the classes.\npub(crate) fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {\n");
    let entries = ["Tenantry", "Caller", "Tenant"].map(str::to_owned);
    for class in entries.into_iter().chain(rooms.iter().map(Room::class)) {
        out.push_str(&format!("    module.add_class::<{class}>()?;\n"));
    }
    out.push_str("    Ok(())\n}\n");
    out
}

fn class(out: &mut String, surface: &Surface<'_>, way: Way, room: &Room<'_>) {
    let handle = match room.receiver {
        Receiver::Tenantry => "Arc<Store>",
        Receiver::Caller => "CallerHandle",
        Receiver::Tenant => "TenantHandle",
    };
    let (doc, class) = (rust_doc(&room.doc(), ""), room.class());
    let (module, mode) = (way.module, way.mode);
    out.push_str(&format!(
        "\n{doc}#[pyclass(frozen, module = \"{module}\")]\npub(crate) struct {class}({mode}<{handle}>);\n\n#[pymethods]\nimpl {class} {{\n"
    ));
    let methods: Vec<String> = room
        .operations
        .iter()
        .map(|operation| method(surface, way, operation))
        .collect();
    out.push_str(&methods.join("\n"));
    out.push_str("}\n");
}

fn method(surface: &Surface<'_>, way: Way, operation: &Operation) -> String {
    let arguments: Vec<_> = surface.arguments(operation).collect();
    let star = if arguments.is_empty() { "" } else { "*, " };
    let signature: Vec<String> = arguments.iter().map(|a| argument_default(a)).collect();
    let text: Vec<String> = arguments.iter().map(|a| in_signature(a)).collect();
    let text = match text.is_empty() {
        true => String::new(),
        false => format!(", *, {}", text.join(", ")),
    };
    let parameters: String = arguments
        .iter()
        .map(|a| format!(", {}", parameter(a)))
        .collect();
    let (verb, name) = (rust_method(&operation.verb), python(&operation.verb));
    let doc = rust_doc(&call_doc(surface.model, &operation.doc, &arguments), "    ");
    let id = &operation.id;
    let input = input(surface, operation);
    let binding = match operation.input {
        Some(_) => "input",
        None => "()",
    };
    let argument = match operation.input {
        Some(_) => "input",
        None => "",
    };
    let call = format!("on.{}().{verb}({argument}).await", operation.room);
    let (answer, body) = if surface.is_paged(operation) {
        (
            format!("PyResult<{}>", way.pager),
            format!(
                "        let _ = py;\n        Ok(self.0.pages(\"{id}\", input, |on, mut {binding}, page| async move {{\n            \
                 input.{PAGE} = page;\n            {call}\n        }}))\n"
            ),
        )
    } else if operation.kind == Kind::Stream {
        (
            format!("PyResult<{}>", way.feed),
            format!(
                "        self.0.stream(py, \"{id}\", {binding}, |on, {binding}| async move {{ {call} }})\n"
            ),
        )
    } else {
        (
            "PyResult<Bound<'py, PyAny>>".to_owned(),
            format!(
                "        self.0.run(py, \"{id}\", {binding}, |on, {binding}| async move {{ {call} }})\n"
            ),
        )
    };
    format!(
        "{doc}    #[pyo3(name = \"{name}\", signature = ({star}{}), text_signature = \"($self{text})\")]\n    \
         fn {verb}<'py>(&self, py: Python<'py>{parameters}) -> {answer} {{\n{input}{body}    }}\n",
        signature.join(", ")
    )
}

/// How the input is built.
fn input(surface: &Surface<'_>, operation: &Operation) -> String {
    let Some(name) = &operation.input else {
        return String::new();
    };
    let mut fields: Vec<String> = surface
        .arguments(operation)
        .map(|field| format!("            {}: {},\n", ident(&field.name), reading(field)))
        .collect();
    if surface.is_paged(operation) {
        fields.push(format!(
            "            {PAGE}: types::PageInput::default(),\n"
        ));
    }
    format!(
        "        let input = types::{name} {{\n{}        }};\n",
        fields.concat()
    )
}
