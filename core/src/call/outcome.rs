//! What a rule decides: the answer, the writes, the entries.

use serde_json::{Map, Value};
use uuid::Uuid;

use super::Decision;
use crate::TeamId;
use crate::access::{Holder, Object, Permission, Touch};
use crate::journal::{Audience, Draft, Effect, EntrySubject, Personal, TOUCHES, chain};
use crate::storage::{Counter, Expect, Key, Part, Row, Scope, Sweep, Write};

/// The outcome of a rule, ready to be committed.
#[derive(Debug)]
pub(crate) struct Outcome<T> {
    pub(crate) answer: T,
    pub(crate) parts: Vec<Part>,
}

impl<T> Outcome<T> {
    /// An outcome that answers with a value and does nothing yet; writes go to `scope`.
    pub(crate) fn new(answer: T, scope: impl Into<Scope>) -> Self {
        Self {
            answer,
            parts: vec![Part::new(scope)],
        }
    }

    /// The same, with another answer.
    pub(crate) fn answering<U>(self, answer: U) -> Outcome<U> {
        Outcome {
            answer,
            parts: self.parts,
        }
    }

    /// An outcome without any writes yet.
    pub(crate) fn empty(answer: T) -> Self {
        Self {
            answer,
            parts: Vec::new(),
        }
    }

    /// Turns to another scope: what follows goes there.
    pub(crate) fn then_in(mut self, scope: impl Into<Scope>) -> Self {
        let scope = scope.into();
        match self.parts.iter().position(|part| part.scope == scope) {
            Some(index) => {
                let part = self.parts.remove(index);
                self.parts.push(part);
            }
            None => self.parts.push(Part::new(scope)),
        }
        self
    }

    /// The part that writes go to at present: `new` made one, and none is ever removed.
    fn part(mut self, change: impl FnOnce(&mut Part)) -> Self {
        if let Some(part) = self.parts.last_mut() {
            change(part);
        }
        self
    }

    pub(crate) fn insert(self, row: Row) -> Self {
        self.part(|part| part.writes.push(Write::Insert(row)))
    }

    pub(crate) fn update(self, from: Row, to: Row) -> Self {
        self.part(|part| {
            part.writes.push(Write::Update {
                from: Box::new(from),
                to,
            })
        })
    }

    pub(crate) fn delete(self, row: Row) -> Self {
        self.part(|part| part.writes.push(Write::Delete(row)))
    }

    pub(crate) fn sweep(self, sweep: Sweep) -> Self {
        self.part(|part| part.writes.push(Write::Sweep(sweep)))
    }

    pub(crate) fn write(self, write: Write) -> Self {
        self.part(|part| part.writes.push(write))
    }

    /// Moves a counter up, as far as its limit.
    pub(crate) fn count_up(self, counter: Counter, max: i64) -> Self {
        self.write(Write::Count {
            counter,
            by: 1,
            min: 0,
            max,
        })
    }

    /// Moves a counter down, as far as its floor.
    pub(crate) fn count_down(self, counter: Counter, min: i64) -> Self {
        self.write(Write::Count {
            counter,
            by: -1,
            min,
            max: i64::MAX,
        })
    }

    pub(crate) fn expect(self, expect: Expect) -> Self {
        self.part(|part| part.expect.push(expect))
    }

    /// Expects a row to be there still.
    pub(crate) fn while_present(self, key: Key) -> Self {
        self.expect(Expect::Present(key))
    }

    /// Expects a team to be there still, if there is one.
    pub(crate) fn while_in(self, team: Option<TeamId>) -> Self {
        match team {
            Some(team) => self.while_present(Key::Team(team)),
            None => self,
        }
    }

    /// Appends an entry.
    pub(crate) fn tell(self, now: &Decision<'_>, told: Told) -> Self {
        let draft = now.draft(told);
        self.part(|part| part.entries.push(draft))
    }
}

/// What there may be none of, as an entry says it.
pub(crate) fn text_or_null(of: Option<impl ToString>) -> Value {
    of.map_or(Value::Null, |of| of.to_string().into())
}

/// What an entry says, before who says it is added.
#[derive(Debug)]
pub(crate) struct Told {
    subject: EntrySubject,
    body: Map<String, Value>,
    personal: Vec<Personal>,
    audience: Audience,
    effect: Effect,
    touches: Vec<Touch>,
}

impl Told {
    /// Something about one thing.
    pub(crate) fn about(noun: &'static str, id: Uuid) -> Self {
        Self {
            subject: EntrySubject {
                noun: noun.to_owned(),
                id,
            },
            body: Map::new(),
            personal: Vec::new(),
            audience: Audience::default(),
            effect: Effect::None,
            touches: Vec::new(),
        }
    }

    /// A value that may be read by everybody who hears of it.
    pub(crate) fn with(mut self, field: &'static str, value: impl Into<Value>) -> Self {
        self.body.insert(field.to_owned(), value.into());
        self
    }

    /// A value as it was and as it is, if it changed.
    pub(crate) fn changed<V: Into<Value> + PartialEq>(
        mut self,
        field: &'static str,
        from: V,
        to: V,
    ) -> Self {
        if from != to {
            let mut change = Map::new();
            change.insert("from".to_owned(), from.into());
            change.insert("to".to_owned(), to.into());
            self.body.insert(field.to_owned(), Value::Object(change));
        }
        self
    }

    /// A personal value: the entry holds a commitment to it, the value lies beside it.
    pub(crate) fn personal(
        mut self,
        now: &Decision<'_>,
        field: &'static str,
        person: Uuid,
        value: &str,
    ) -> Self {
        let salt = now.salt();
        let mut commitment = Map::new();
        commitment.insert(
            "commitment".to_owned(),
            chain::commitment(&salt, value).into(),
        );
        self.body
            .insert(field.to_owned(), Value::Object(commitment));
        self.personal.push(Personal {
            field,
            person,
            salt,
            value: value.to_owned(),
        });
        self
    }

    /// Heard by those who hold a permission.
    pub(crate) fn seen_with(mut self, sight: Permission) -> Self {
        self.audience.sight = Some(sight);
        self
    }

    /// The permission counts in this team too.
    pub(crate) fn in_team(mut self, team: TeamId) -> Self {
        self.audience.teams.push(team);
        self
    }

    /// Heard by somebody who is concerned.
    pub(crate) fn concerns(mut self, person: Uuid) -> Self {
        self.audience.people.push(person);
        self
    }

    /// About an object that is seen one by one, and was by these.
    pub(crate) fn of_object(mut self, object: &Object, holders: Vec<Holder>) -> Self {
        self.audience.object = Some(object.clone());
        self.audience.holders = holders;
        self
    }

    pub(crate) fn widens(mut self) -> Self {
        self.effect = Effect::Widens;
        self
    }

    pub(crate) fn narrows(mut self) -> Self {
        self.effect = Effect::Narrows;
        self
    }

    /// Changes the rights of one. What changes rights and names nobody changes everybody's.
    pub(crate) fn touching(mut self, one: impl Into<Touch>) -> Self {
        self.touches.push(one.into());
        self
    }
}

impl Decision<'_> {
    /// The entry of something told: this caller, this operation.
    fn draft(&self, mut told: Told) -> Draft {
        if told.effect == Effect::None {
            told.touches.clear();
        }
        if !told.touches.is_empty() {
            let touches = told.touches.iter().map(ToString::to_string);
            told.body.insert(TOUCHES.to_owned(), touches.collect());
        }
        Draft {
            actor: self.identity.actor,
            on_behalf_of: None,
            reason: self.identity.reason.clone(),
            operation: self.operation,
            subject: told.subject,
            body: told.body,
            personal: told.personal,
            audience: told.audience,
            effect: told.effect,
            touches: told.touches,
        }
    }
}
