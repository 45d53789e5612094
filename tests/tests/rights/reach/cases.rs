//! The rows: every operation that may be about a thing or a team, in each way in which its input
//! says which, and once for each level or role that it gives.

use serde_json::{Value, json};
use tenantry::access::{Level, Role};
use tenantry::registry::{ApiOperation, Kind, Receiver};
use tenantry_conformance::tenants::{input, operations};

/// What an input names of what is seen one by one, or is in a team.
const NAMED: [&str; 7] = [
    "TeamId",
    "ProjectId",
    "TaskId",
    "CommentId",
    "AssignmentId",
    "GrantId",
    "Object",
];

/// The rooms whose things are seen one by one.
const ROOMS: [&str; 2] = ["projects", "tasks"];

/// The roles that are given where one is asked for.
const GIVEN: [Role; 3] = [Role::Viewer, Role::Manager, Role::Admin];

/// A field of an operation's input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) name: String,
    pub(super) kind: String,
    is_required: bool,
    has_id: bool,
}

/// A row.
#[derive(Clone, Debug)]
pub(super) struct Case {
    pub(super) operation: &'static ApiOperation,
    /// The field that is given though it need not be.
    pub(super) also: Option<Slot>,
    /// The kind of object that the input names, if it may be one of several.
    pub(super) object: Option<&'static str>,
    /// What the input gives, and what that is called.
    pub(super) gives: Option<(&'static str, Value)>,
    slots: Vec<Slot>,
}

pub(super) fn cases() -> Vec<Case> {
    let inside = |of: &&ApiOperation| of.receiver == Receiver::Tenant && of.kind != Kind::Stream;
    let inside = operations().iter().filter(inside);
    let cases = inside.flat_map(of_operation);
    cases.filter(Case::is_about_something).collect()
}

fn of_operation(operation: &'static ApiOperation) -> Vec<Case> {
    let slots = slots(operation);
    let plain = Case {
        operation,
        also: None,
        object: None,
        gives: None,
        slots: slots.clone(),
    };
    let required = slots
        .iter()
        .find(|slot| slot.is_required && slot.is_a_choice());
    let mut cases = match required {
        Some(_) => plain.each_object(),
        None => vec![plain.clone()],
    };
    for slot in slots.iter().filter(|slot| plain.takes_also(slot)) {
        let also = Case {
            also: Some(slot.clone()),
            ..plain.clone()
        };
        match slot.is_a_choice() {
            true => cases.extend(also.each_object()),
            false => cases.push(also),
        }
    }
    cases
        .into_iter()
        .flat_map(|case| case.each_gift())
        .collect()
}

fn slots(operation: &'static ApiOperation) -> Vec<Slot> {
    let mut slots = Vec::new();
    input(operation, &mut |field| {
        slots.push(Slot {
            name: field.name.to_owned(),
            kind: field.kind.to_owned(),
            is_required: field.is_required,
            has_id: field.has_id,
        });
        None
    });
    slots
}

impl Slot {
    /// Whether it may name things of several kinds.
    fn is_a_choice(&self) -> bool {
        let may_hold_any = ["string", "array"].contains(&self.kind.as_str());
        self.kind == "Object" || may_hold_any && self.has_id && !self.is_whom()
    }

    /// Whether it says to whom something is given.
    fn is_whom(&self) -> bool {
        ["assignees", "add", "remove", "owner"].contains(&self.name.as_str())
    }

    fn names_something(&self) -> bool {
        NAMED.contains(&self.kind.as_str()) || self.is_a_choice()
    }
}

impl Case {
    /// Whether the field is worth a row of its own: it says where, what beside, or to whom.
    fn takes_also(&self, slot: &Slot) -> bool {
        let is_change = self.operation.kind == Kind::Change;
        let is_asked = is_change || self.operation.room == "access" || slot.kind == "TeamId";
        let says = slot.names_something() && slot.kind != "array" || slot.is_whom() && is_change;
        !slot.is_required && (is_asked && says || slot.name == "org")
    }

    fn each_object(&self) -> Vec<Self> {
        let kinds: &[&str] = match self.operation.room {
            "grants" => &["doc"],
            "journal" => &["project", "task"],
            _ => &["doc", "project", "task"],
        };
        let of = |kind: &&'static str| Self {
            object: Some(kind),
            ..self.clone()
        };
        kinds.iter().map(of).collect()
    }

    fn each_gift(&self) -> Vec<Self> {
        let required = self.slots.iter().filter(|slot| slot.is_required);
        let kinds: Vec<&str> = required.map(|slot| slot.kind.as_str()).collect();
        let gives = |name, value| Self {
            gives: Some((name, value)),
            ..self.clone()
        };
        let level = |level: Level| gives(level.name(), json!(level.name()));
        let role = |role: Role| gives(role.name(), json!(role.name()));
        let role_by_id = |role: Role| gives(role.name(), json!(role.id()));
        let is_said = self.operation.kind == Kind::Change && kinds.contains(&"CommentId");
        match () {
            () if is_said => ["own", "another's"].map(|of| gives(of, json!(null))).into(),
            () if kinds.contains(&"Level") => self.levels().map(level).collect(),
            () if kinds.contains(&"Role") => GIVEN.map(role).into(),
            () if kinds.contains(&"RoleId") => GIVEN.map(role_by_id).into(),
            () => vec![self.clone()],
        }
    }

    /// The levels that it can give: whoever has a link manages nothing.
    fn levels(&self) -> impl Iterator<Item = Level> + use<> {
        let most = match self.operation.room {
            "links" => Level::Edit,
            _ => Level::Manage,
        };
        Level::ALL.into_iter().filter(move |level| *level <= most)
    }

    fn given(&self) -> impl Iterator<Item = &Slot> {
        let given = |slot: &&Slot| slot.is_required || self.also.as_ref() == Some(*slot);
        self.slots.iter().filter(given)
    }

    /// Whether the input names a thing or a team, or leads to one's own.
    fn is_about_something(&self) -> bool {
        self.is_of_a_room() || self.names_something()
    }

    fn is_of_a_room(&self) -> bool {
        ROOMS.contains(&self.operation.room)
    }

    pub(super) fn names_something(&self) -> bool {
        self.given().any(Slot::names_something)
    }

    /// Whether it makes a difference that the thing is in a team.
    pub(super) fn is_asked_in_a_team(&self) -> bool {
        self.names_something() || self.is_list()
    }

    /// Whether it can be asked of a thing that is in no team.
    pub(super) fn is_asked_without(&self) -> bool {
        let is_kept = |slot: &Slot| ["ProjectId", "TaskId"].contains(&slot.kind.as_str());
        let is_kept_object = self.object.is_some_and(|kind| kind != "doc");
        let is_by_team = self.also.as_ref().is_some_and(|also| also.kind == "TeamId");
        let is_own = self.is_of_a_room() && !self.names_something();
        is_own || self.given().any(is_kept) || is_kept_object && !is_by_team
    }

    pub(super) fn is_list(&self) -> bool {
        self.shows().is_some()
    }

    /// What whoever may is shown, where others are shown nothing.
    pub(super) fn shows(&self) -> Option<&'static str> {
        match (self.operation.room, self.operation.verb) {
            ("journal", "activity") => self.object,
            ("projects", "list") => Some("project"),
            ("tasks", "list") => Some("task"),
            ("assignments", "list") => Some("assignment"),
            ("teams", "list") => Some("below"),
            _ => None,
        }
    }

    /// What the row is called.
    pub(super) fn name(&self) -> String {
        let also = self.also.as_ref().map(|also| also.name.as_str());
        let also = also.filter(|name| *name != "object");
        let gives = self.gives.as_ref().map(|(name, _)| *name);
        let words = [Some(self.operation.id), also, self.object, gives];
        words.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}
