//! The rules of labels.

use crate::access::{Permission, Place};
use crate::call::{Decision, Outcome, Told, check_version};
use crate::storage::{Counter, Row};
use crate::tasks::{CreateLabel, DeleteLabel, Label, UpdateLabel};
use crate::{Error, LabelId, OrgId, Result, Time};

/// The most labels of one organisation.
pub const LABELS_MAX: i64 = 1_000;
/// The most tasks that a label is taken off where it is deleted.
pub(crate) const LABEL_USES_MAX: u32 = 10_000;

pub(crate) fn create(
    now: &Decision<'_>,
    org: OrgId,
    input: &CreateLabel,
) -> Result<Outcome<Label>> {
    now.require(Permission::TASKS_CONFIGURE, &Place::Org)?;
    let described = input.description.as_deref();
    let label = Label {
        org,
        id: LabelId::from_uuid(now.id()),
        name: super::name(&input.name)?,
        color: input.color.clone().map(color).transpose()?,
        description: described.map(super::description).transpose()?,
        archived: false,
        version: 1,
        created_at: Time::OF_COMMIT,
        updated_at: Time::OF_COMMIT,
    };
    let told = about(&label).with("name", label.name.as_str());
    Ok(Outcome::new(label.clone(), org)
        .insert(Row::Label(label))
        .count_up(Counter::Labels, LABELS_MAX)
        .tell(now, told))
}

/// Changes a label, on every task that has it.
pub(crate) fn update(
    now: &Decision<'_>,
    label: &Label,
    input: &UpdateLabel,
) -> Result<Outcome<Label>> {
    now.require(Permission::TASKS_CONFIGURE, &Place::Org)?;
    check_version(input.if_version, label.version)?;
    let mut to = Label {
        description: super::described(&input.description, &label.description)?,
        archived: input.archived.unwrap_or(label.archived),
        version: label.version + 1,
        updated_at: Time::OF_COMMIT,
        ..label.clone()
    };
    if let Some(given) = &input.name {
        to.name = super::name(given)?;
    }
    let given = input.color.clone().try_map(color)?;
    given.apply(&mut to.color);
    let told = about(&to)
        .changed("name", label.name.as_str(), to.name.as_str())
        .changed("color", label.color.as_deref(), to.color.as_deref())
        .changed("archived", label.archived, to.archived)
        .with("described", to.description != label.description);
    Ok(Outcome::new(to.clone(), to.org)
        .update(Row::Label(label.clone()), Row::Label(to))
        .tell(now, told))
}

pub(crate) fn delete(
    now: &Decision<'_>,
    label: &Label,
    uses: u32,
    input: &DeleteLabel,
) -> Result<Outcome<()>> {
    now.require(Permission::TASKS_CONFIGURE, &Place::Org)?;
    check_version(input.if_version, label.version)?;
    if uses > LABEL_USES_MAX {
        let why = format!("more than {LABEL_USES_MAX} tasks have this label; archive it instead");
        return Err(Error::conflict("label_in_use", why).with("max", LABEL_USES_MAX));
    }
    let told = about(label)
        .with("name", label.name.as_str())
        .with("deleted", true);
    Ok(Outcome::new((), label.org)
        .delete(Row::Label(label.clone()))
        .count_down(Counter::Labels, 0)
        .tell(now, told))
}

fn color(given: String) -> Result<String> {
    let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    match given.as_bytes() {
        [b'#', digits @ ..] if digits.len() == 6 && digits.iter().copied().all(is_digit) => {
            Ok(given)
        }
        _ => Err(Error::invalid(
            "color",
            "must be `#` and six of 0-9 and a-f",
        )),
    }
}

fn about(label: &Label) -> Told {
    Told::about("label", label.id.uuid()).seen_with(Permission::ORGS_READ)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_six_digits() {
        for given in ["#000000", "#09afe1"] {
            assert_eq!(color(given.to_owned()).unwrap(), given);
        }
        for given in [
            "",
            "#",
            "000000",
            "#00000",
            "#0000000",
            "#00000G",
            "#AAAAAA",
            "#00\u{e9}000",
        ] {
            let error = color(given.to_owned()).unwrap_err();
            assert_eq!(error.field("field").unwrap(), "color", "{given}");
        }
    }
}
