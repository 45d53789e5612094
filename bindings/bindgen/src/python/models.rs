//! The frozen classes, in Rust.

use tenantry_surface::model::{Body, Field, Named, Struct, Variant};
use tenantry_surface::words::pascal;

use super::DERIVED;
use super::docs::rust_doc;
use super::names::{Surface, in_signature, python, rust as ident};

/// `models.rs`.
pub(super) fn rust(surface: &Surface<'_>) -> String {
    let mut out = format!("//! The frozen classes. {DERIVED}\n\n");
    out.push_str(
        "use pyo3::prelude::*;\nuse pyo3::types::PyBytes;\nuse tenantry::types;\n\n\
         use crate::convert::{FromPy, Given, ToPy, read, wrong_type};\nuse crate::model;\n\n",
    );
    let ids: Vec<&str> = surface.ids().map(|named| named.name.as_str()).collect();
    let choices: Vec<&str> = surface.choices().map(|named| named.name.as_str()).collect();
    let texts: Vec<&str> = surface.texts().map(|named| named.name.as_str()).collect();
    out.push_str(&format!(
        "crate::scalars::ids!({});\n\ncrate::scalars::choices!({});\n\n\
         crate::scalars::texts!({});\n",
        ids.join(" "),
        choices.join(" "),
        texts.join(" ")
    ));
    let mut classes = Vec::new();
    for named in surface.types() {
        match &named.body {
            Body::Struct(body) if !body.is_page => {
                structure(&mut out, surface, named, body);
                classes.push(named.name.clone());
            }
            Body::Tagged { tag, variants } => {
                tagged(&mut out, surface, named, tag, variants);
                classes.extend(variants.iter().map(|v| surface.variant(&named.name, v)));
            }
            Body::Struct(_) | Body::Choice(_) | Body::Alias(_) => {}
        }
    }
    out.push_str("\n/// Adds the classes.\npub(crate) fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {\n");
    for class in classes {
        out.push_str(&format!("    module.add_class::<{class}>()?;\n"));
    }
    out.push_str("    Ok(())\n}\n");
    out
}

fn structure(out: &mut String, surface: &Surface<'_>, named: &Named, body: &Struct) {
    let name = &named.name;
    open(out, name, name, &named.doc);
    if surface.is_taken(name) {
        let made = format!("types::{name}");
        constructor(out, &made, &body.fields, false, |field| ident(&field.name));
    }
    for field in &body.fields {
        let (rust, doc) = (ident(&field.name), surface.model.doc(field));
        let doc = rust_doc(&doc, "    ");
        let python = python(&field.name);
        out.push_str(&format!(
            "{doc}    #[getter({python})]\n    fn get_{python}<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {{\n        \
             self.0.{rust}.to_py(py)\n    }}\n\n"
        ));
    }
    let names = quoted(&body.fields);
    close(out, name, &names);
    out.push_str(&format!(
        "\nimpl ToPy for types::{name} {{\n    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {{\n        \
         Ok(Bound::new(py, {name}(self.clone()))?.into_any())\n    }}\n}}\n"
    ));
    if surface.is_taken(name) {
        out.push_str(&format!(
            "\nimpl FromPy for types::{name} {{\n    fn from_py(field: &str, value: &Bound<'_, PyAny>) -> PyResult<Self> {{\n        \
             match value.cast::<{name}>() {{\n            \
             Ok(value) => Ok(value.get().0.clone()),\n            \
             Err(_) => Err(wrong_type(field, \"{name}\", value)),\n        }}\n    }}\n}}\n"
        ));
    }
}

fn tagged(out: &mut String, surface: &Surface<'_>, named: &Named, tag: &str, variants: &[Variant]) {
    let name = &named.name;
    let is_taken = surface.is_taken(name);
    for variant in variants {
        let class = surface.variant(name, variant);
        let made = format!("types::{name}::{}", pascal(&variant.word.word));
        open(out, &class, name, &variant.word.doc);
        if is_taken {
            let is_only = variant.fields.len() == 1;
            constructor(out, &made, &variant.fields, is_only, |f| place(variant, f));
        }
        let (tag, word) = (python(tag), &variant.word.word);
        out.push_str(&format!(
            "    /// Which of them it is.\n    #[getter({tag})]\n    fn get_{tag}(&self) -> &'static str {{\n        \"{word}\"\n    }}\n\n"
        ));
        for field in &variant.fields {
            let (place, doc) = (place(variant, field), surface.model.doc(field));
            let doc = rust_doc(&doc, "    ");
            let python = python(&field.name);
            out.push_str(&format!(
                "{doc}    #[getter({python})]\n    fn get_{python}<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {{\n        \
                 match &self.0 {{\n            \
                 {made} {{ {place}: value, .. }} => value.to_py(py),\n            \
                 _ => ().to_py(py),\n        }}\n    }}\n\n"
            ));
        }
        close(out, &class, &quoted(&variant.fields));
    }
    union(out, surface, named, variants);
    if is_taken {
        let casts: String = variants
            .iter()
            .map(|variant| {
                let class = surface.variant(name, variant);
                format!(
                    "        if let Ok(value) = value.cast::<{class}>() {{\n            return Ok(value.get().0.clone());\n        }}\n"
                )
            })
            .collect();
        out.push_str(&format!(
            "\nimpl FromPy for types::{name} {{\n    fn from_py(field: &str, value: &Bound<'_, PyAny>) -> PyResult<Self> {{\n{casts}        \
             Err(wrong_type(field, \"{name}\", value))\n    }}\n}}\n"
        ));
    }
}

fn union(out: &mut String, surface: &Surface<'_>, named: &Named, variants: &[Variant]) {
    let name = &named.name;
    let arms: String = variants
        .iter()
        .map(|variant| {
            let (class, word) = (surface.variant(name, variant), pascal(&variant.word.word));
            format!("            Self::{word} {{ .. }} => Bound::new(py, {class}(self.clone()))?.into_any(),\n")
        })
        .collect();
    out.push_str(&format!(
        "\nimpl ToPy for types::{name} {{\n    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {{\n        \
         Ok(match self {{\n{arms}        }})\n    }}\n}}\n"
    ));
}

/// Where a variant holds a field. A variant of nothing but an id is `User(id)` in the core;
/// every other names its fields.
fn place(variant: &Variant, field: &Field) -> String {
    match variant.fields.as_slice() {
        [only] if only.name == "id" => "0".to_owned(),
        _ => ident(&field.name),
    }
}

fn open(out: &mut String, class: &str, core: &str, doc: &str) {
    let doc = rust_doc(doc, "");
    out.push_str(&format!(
        "\n{doc}#[pyclass(frozen, eq, module = \"tenantry\")]\n#[derive(PartialEq)]\npub(crate) struct {class}(types::{core});\n\n\
         #[pymethods]\nimpl {class} {{\n"
    ));
}

fn constructor(
    out: &mut String,
    made: &str,
    fields: &[Field],
    is_positional: bool,
    place: impl Fn(&Field) -> String,
) {
    let star = if is_positional { "" } else { "*, " };
    let signature: Vec<String> = fields.iter().map(argument_default).collect();
    let text: Vec<String> = fields.iter().map(in_signature).collect();
    let parameters: Vec<String> = fields.iter().map(parameter).collect();
    let (star, text) = match fields.is_empty() {
        true => ("", String::new()),
        false => (star, text.join(", ")),
    };
    out.push_str(&format!(
        "    #[new]\n    #[pyo3(signature = ({star}{}), text_signature = \"({star}{text})\")]\n    fn new({}) -> PyResult<Self> {{\n        \
         Ok(Self({made} {{\n",
        signature.join(", "),
        parameters.join(", ")
    ));
    for field in fields {
        out.push_str(&format!(
            "            {}: {},\n",
            place(field),
            reading(field)
        ));
    }
    out.push_str("        }))\n    }\n\n");
}

/// An argument in the signature.
pub(super) fn argument_default(field: &Field) -> String {
    let name = python(&field.name);
    match field.is_required {
        true => name,
        false => format!("{name}=Given::Absent"),
    }
}

/// An argument as a parameter of Rust's.
pub(super) fn parameter(field: &Field) -> String {
    let name = python(&field.name);
    match field.is_required {
        true => format!("{name}: &Bound<'_, PyAny>"),
        false => format!("{name}: Given<'_>"),
    }
}

/// How an argument is read.
pub(super) fn reading(field: &Field) -> String {
    let (python, name) = (python(&field.name), &field.name);
    match field.is_required {
        true => format!("read(\"{name}\", {python})?"),
        false => format!("{python}.read(\"{name}\")?"),
    }
}

fn quoted(fields: &[Field]) -> String {
    let names: Vec<String> = fields
        .iter()
        .map(|field| format!("\"{}\"", python(&field.name)))
        .collect();
    names.join(", ")
}

/// What every class has.
fn close(out: &mut String, class: &str, names: &str) {
    let _ = class;
    out.push_str(&format!(
        "    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {{\n        model::repr(slf.as_any(), &[{names}])\n    }}\n\n    \
         fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {{\n        Ok(model::hash(&model::json(py, &self.0)?))\n    }}\n\n    \
         fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {{\n        model::reduce(slf.as_any(), &slf.get().0)\n    }}\n\n    \
         /// The value as JSON, as every surface of Tenantry writes it.\n    \
         fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {{\n        model::to_json(py, &self.0)\n    }}\n\n    \
         /// The value of such JSON.\n    #[staticmethod]\n    #[pyo3(signature = (json, /))]\n    \
         fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {{\n        model::from_json(py, json).map(Self)\n    }}\n}}\n"
    ));
}
