//! What of an input stands in the query.

use anyhow::{Result, bail};

use crate::model::{Field, Model};
use crate::texts::{is_one_text, item};

/// A value of the input that stands in the query: once, or once for each item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Param {
    /// Its name in the query.
    pub name: String,
    /// The struct in the input that it belongs to, if it is not the input itself.
    pub within: Option<String>,
    /// The field.
    pub field: Field,
}

/// Whether all of an input can stand in a query.
pub(super) fn fits(model: &Model, fields: &[Field]) -> bool {
    fields
        .iter()
        .all(|field| model.page(field).is_some() || is_param(model, field))
}

/// The input as it stands in a query. The fields of a page stand beside the others.
pub(super) fn params(model: &Model, fields: Vec<Field>) -> Result<Vec<Param>> {
    let mut params: Vec<Param> = Vec::new();
    for field in fields {
        match model.page(&field) {
            Some(inner) => params.extend(inner.iter().map(|inner| Param {
                name: inner.name.clone(),
                within: Some(field.name.clone()),
                field: inner.clone(),
            })),
            None if is_param(model, &field) => params.push(Param {
                name: field.name.clone(),
                within: None,
                field,
            }),
            None => bail!("`{}` cannot stand in a query", field.name),
        }
    }
    let twin = params.iter().enumerate().find(|(index, param)| {
        let mut before = params[..*index].iter();
        before.any(|other| other.name == param.name)
    });
    match twin {
        Some((_, twin)) => bail!("`{}` would stand in the query for two fields", twin.name),
        None => Ok(params),
    }
}

fn is_param(model: &Model, field: &Field) -> bool {
    is_one_text(model, &field.kind) || item(model, field).is_some()
}
