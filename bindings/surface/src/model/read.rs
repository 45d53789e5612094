//! Reading the model from `api.json`.

use anyhow::{Context, Result, anyhow, bail};
use serde_json::{Map, Value};
use tenantry::registry::{self, Scalar, Shape, form};

use super::{
    Body, ErrorKind, Field, Kind, Model, Named, Operation, Receiver, Struct, Type, Variant, Word,
};

impl Model {
    /// The model of this build's own registry.
    ///
    /// # Errors
    /// If a type of the registry cannot be said on every surface.
    pub fn own() -> Result<Self> {
        let document = serde_json::to_value(registry::api()?)?;
        Self::read(&document)
    }

    /// Reads the model from the document `api.json`.
    ///
    /// # Errors
    /// If it is no such document.
    pub fn read(document: &Value) -> Result<Self> {
        let types = document["types"].as_object().context("no types")?;
        let model = Self {
            version: text(document, "tenantry")?,
            operations: each(document, "operations", operation)?,
            types: types
                .iter()
                .map(|(name, schema)| {
                    named(name, schema, types).with_context(|| format!("the type `{name}`"))
                })
                .collect::<Result<_>>()?,
            errors: each(document, "errors", error)?,
        };
        Ok(model)
    }
}

fn operation(value: &Value) -> Result<Operation> {
    let id = text(value, "id")?;
    let input = match &value["input"] {
        Value::Null => None,
        schema => match kind(schema)? {
            (Type::Named(name), _) => Some(name),
            _ => bail!("the input of `{id}` has no name"),
        },
    };
    let (output, _) = kind(&value["output"])?;
    Ok(Operation {
        room: text(value, "room")?,
        verb: text(value, "verb")?,
        receiver: match value["receiver"].as_str() {
            Some("tenantry") => Receiver::Tenantry,
            Some("caller") => Receiver::Caller,
            Some("tenant") => Receiver::Tenant,
            _ => bail!("`{id}` has no receiver"),
        },
        kind: match value["kind"].as_str() {
            Some("read") => Kind::Read,
            Some("change") => Kind::Change,
            Some("stream") => Kind::Stream,
            _ => bail!("`{id}` has no kind"),
        },
        is_idempotent: value["is_idempotent"] == true,
        permission: value["permission"].as_str().map(str::to_owned),
        summary: text(value, "summary")?,
        doc: text(value, "doc")?,
        input,
        output,
        secrets: each(value, "secrets", word)?,
        errors: each(value, "errors", word)?,
        id,
    })
}

fn error(value: &Value) -> Result<ErrorKind> {
    Ok(ErrorKind {
        name: text(value, "kind")?,
        is_retryable: value["is_retryable"] == true,
    })
}

fn named(name: &str, schema: &Value, types: &Map<String, Value>) -> Result<Named> {
    let body = match understood(schema)?.shape {
        Shape::Struct { fields: all, .. } => Body::Struct(Struct {
            fields: fields(all, schema)?,
            is_page: schema["x-page"] == true,
        }),
        Shape::Choice(words) => Body::Choice(words.into_iter().map(owned).collect()),
        Shape::Tagged(variants) => tagged(variants, schema, types)?,
        _ => Body::Alias(kind(schema)?.0),
    };
    Ok(Named {
        name: name.to_owned(),
        doc: doc(schema),
        body,
        schema: schema.clone(),
    })
}

fn tagged(
    variants: Vec<registry::Variant<'_>>,
    schema: &Value,
    types: &Map<String, Value>,
) -> Result<Body> {
    let tag = variants.first().map(|variant| variant.tag);
    let tag = tag.context("an enum of nothing")?.to_owned();
    let schemas = schema["oneOf"].as_array().context("no variants")?;
    let variants = variants.into_iter().zip(schemas).map(|(variant, schema)| {
        let mut all = fields(variant.fields, schema)?;
        all.retain(|field| field.name != tag);
        if let Some(included) = variant.includes {
            let schema = types.get(included).context("an unknown struct")?;
            let more = schema["properties"].as_object().context("no struct")?;
            all.extend(fields(more, schema)?);
        }
        Ok(Variant {
            word: owned(variant.word),
            fields: all,
        })
    });
    let variants = variants.collect::<Result<_>>()?;
    Ok(Body::Tagged { tag, variants })
}

fn fields(fields: &Map<String, Value>, of: &Value) -> Result<Vec<Field>> {
    let required = of["required"].as_array();
    let is_required = |name: &str| required.is_some_and(|names| names.iter().any(|n| n == name));
    let fields = fields.iter().map(|(name, schema)| {
        // The tag of a variant is a word, which has no type of its own.
        let (kind, is_nullable) = if schema.get("const").is_some() {
            (Type::Text, false)
        } else {
            kind(schema).with_context(|| format!("the field `{name}`"))?
        };
        Ok(Field {
            name: name.clone(),
            kind,
            doc: doc(schema),
            is_required: is_required(name),
            is_nullable,
            is_patch: schema["x-patch"] == true,
            default: schema.get("default").cloned(),
            limits: limits(schema),
        })
    });
    let mut fields: Vec<Field> = fields.collect::<Result<_>>()?;
    fields.sort_by_key(|field| !field.is_required);
    Ok(fields)
}

fn limits(schema: &Value) -> Map<String, Value> {
    const WORDS: [&str; 5] = ["maximum", "maxLength", "minimum", "minLength", "pattern"];
    let said = WORDS.iter().filter_map(|word| {
        let value = schema.get(word)?;
        Some(((*word).to_owned(), value.clone()))
    });
    said.collect()
}

/// A schema's type, and whether null is a value beside it.
fn kind(schema: &Value) -> Result<(Type, bool)> {
    let form = understood(schema)?;
    let kind = match form.shape {
        Shape::Nothing => Type::Nothing,
        Shape::Named(name) => Type::Named(name.to_owned()),
        Shape::Scalar(scalar) => of_scalar(scalar),
        Shape::List(items) => Type::List(Box::new(kind(items)?.0)),
        Shape::Map(Some(values)) => Type::Map(Box::new(kind(values)?.0)),
        Shape::Map(None) => Type::Json,
        Shape::Choice(_) | Shape::Struct { .. } | Shape::Tagged(_) => {
            bail!("a struct or an enum without a name")
        }
    };
    Ok((kind, form.is_nullable))
}

fn of_scalar(scalar: Scalar<'_>) -> Type {
    match scalar {
        Scalar::Bool => Type::Bool,
        Scalar::Integer(format) => Type::Integer(format.to_owned()),
        Scalar::Text => Type::Text,
        Scalar::Secret => Type::Secret,
        Scalar::Id(noun) => Type::Id(noun.to_owned()),
        Scalar::Uuid => Type::Uuid,
        Scalar::Time => Type::Time,
        Scalar::Cursor => Type::Cursor,
        Scalar::Amount => Type::Amount,
    }
}

fn understood(schema: &Value) -> Result<registry::Form<'_>> {
    form(schema).map_err(|why| anyhow!("it {why}"))
}

fn owned(word: registry::Word<'_>) -> Word {
    Word {
        word: word.word.to_owned(),
        doc: word.doc.to_owned(),
    }
}

fn doc(schema: &Value) -> String {
    schema["description"]
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

fn text(value: &Value, key: &str) -> Result<String> {
    let text = value[key].as_str();
    Ok(text.with_context(|| format!("no `{key}`"))?.to_owned())
}

fn word(value: &Value) -> Result<String> {
    Ok(value.as_str().context("no text")?.to_owned())
}

fn each<T>(value: &Value, key: &str, read: fn(&Value) -> Result<T>) -> Result<Vec<T>> {
    let items = value[key].as_array();
    let items = items.with_context(|| format!("no `{key}`"))?;
    items.iter().map(read).collect()
}
