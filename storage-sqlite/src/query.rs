//! Running a statement and reading its rows, column after column.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};
use rusqlite::{Connection, Params, Result, Row};
use tenantry::access::{Actor, Holder, Level, Object, PermissionName, Principal, Role};
use tenantry::directory::UserStatus;
use tenantry::journal::Effect;
use tenantry::orgs::{Address, Contact, OrgStatus};
use tenantry::page::Keyset;
use tenantry::projects::ProjectStatus;
use tenantry::storage::Scope;
use tenantry::tasks::{Assignee, Category, Position, Priority, Repeat, TaskLink};
use tenantry::{
    AssignmentId, CommentId, CommitId, Day, DirectoryId, GrantId, KeyId, LabelId, Order, OrgId,
    PermissionId, ProjectId, RoleId, ServiceId, StatusId, TaskId, TeamId, Time, UserId,
};
use uuid::Uuid;

/// One statement for both kinds of scopes, whose tables differ only in their names.
pub(crate) struct PerScope {
    pub(crate) org: &'static str,
    pub(crate) directory: &'static str,
}

impl PerScope {
    pub(crate) fn of(&self, scope: Scope) -> &'static str {
        match scope {
            Scope::Org(_) => self.org,
            Scope::Directory(_) => self.directory,
        }
    }
}

/// A position as SQLite compares it. Callers may name any; none is beyond the largest number.
pub(crate) fn position(seq: u64) -> i64 {
    i64::try_from(seq).unwrap_or(i64::MAX)
}

/// Many values as one, which a statement can look into.
pub(crate) fn json(values: impl Iterator<Item = impl Into<serde_json::Value>>) -> String {
    serde_json::Value::from_iter(values).to_string()
}

/// An id as it stands in such a value.
pub(crate) fn hex(id: Uuid) -> String {
    id.simple().to_string()
}

/// The first row of a statement's answer.
pub(crate) fn one<T>(
    db: &Connection,
    sql: &'static str,
    params: impl Params,
    read: impl FnOnce(&mut Columns) -> Result<T>,
) -> Result<Option<T>> {
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    rows.next()?
        .map(|row| read(&mut Columns::of(row)))
        .transpose()
}

/// All rows of a statement's answer.
pub(crate) fn many<T>(
    db: &Connection,
    sql: &str,
    params: impl Params,
    read: impl Fn(&mut Columns) -> Result<T>,
) -> Result<Vec<T>> {
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(read(&mut Columns::of(row))?);
    }
    Ok(all)
}

/// The rows of a page. Where the order decides, the statement says `{>}` and `{asc}`.
pub(crate) fn page<T>(
    db: &Connection,
    sql: &'static str,
    keyset: Keyset,
    params: impl Params,
    read: impl Fn(&mut Columns) -> Result<T>,
) -> Result<Vec<T>> {
    let (after, direction) = match keyset.order {
        Order::Oldest => (">", "ASC"),
        Order::Newest => ("<", "DESC"),
    };
    let sql = sql.replace("{>}", after).replace("{asc}", direction);
    many(db, &sql, params, read)
}

/// Reads a row that has one column.
pub(crate) fn only<T: Column>(row: &mut Columns<'_, '_>) -> Result<T> {
    row.take()
}

/// The columns of a row, taken in the order in which the statement names them.
pub(crate) struct Columns<'row, 'statement> {
    row: &'row Row<'statement>,
    next: usize,
}

impl<'row, 'statement> Columns<'row, 'statement> {
    pub(crate) fn of(row: &'row Row<'statement>) -> Self {
        Self { row, next: 0 }
    }

    /// The next column.
    pub(crate) fn take<T: Column>(&mut self) -> Result<T> {
        let index = self.next;
        self.next += 1;
        let value = self.row.get_ref(index)?;
        T::read(value).map_err(|error| {
            rusqlite::Error::FromSqlConversionFailure(index, value.data_type(), Box::new(error))
        })
    }

    /// What the columns from here on hold; `None` where an outer join found no row.
    pub(crate) fn maybe<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T>,
    ) -> Result<Option<T>> {
        match self.row.get_ref(self.next)? {
            ValueRef::Null => Ok(None),
            _ => read(self).map(Some),
        }
    }

    /// The next two columns, a kind and an id.
    pub(crate) fn principal(&mut self) -> Result<Principal> {
        let (kind, id) = (self.kind()?, self.take()?);
        Principal::from_parts(kind, id).ok_or_else(|| self.unreadable())
    }

    /// The next two columns, a kind and an id.
    pub(crate) fn holder(&mut self) -> Result<Holder> {
        let (kind, id) = (self.kind()?, self.take()?);
        Holder::from_parts(kind, id).ok_or_else(|| self.unreadable())
    }

    /// The next two columns, a kind and an id.
    pub(crate) fn object(&mut self) -> Result<Object> {
        let (kind, id) = (self.kind()?, self.take()?);
        Object::new(kind, id).map_err(|_| self.unreadable())
    }

    /// The next two columns, a kind and an id.
    pub(crate) fn actor(&mut self) -> Result<Actor> {
        let (kind, id) = (self.kind()?, self.take()?);
        Actor::from_parts(kind, id).ok_or_else(|| self.unreadable())
    }

    fn kind(&mut self) -> Result<&'row str> {
        let kind = self.row.get_ref(self.next)?.as_str();
        self.next += 1;
        kind.map_err(|_| self.unreadable())
    }

    fn unreadable(&self) -> rusqlite::Error {
        rusqlite::Error::FromSqlConversionFailure(
            self.next - 1,
            rusqlite::types::Type::Text,
            Box::new(FromSqlError::InvalidType),
        )
    }
}

/// A value that stands in one column.
pub(crate) trait Column: Sized {
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self>;
}

impl<T: Column> Column for Option<T> {
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value {
            ValueRef::Null => Ok(None),
            value => T::read(value).map(Some),
        }
    }
}

macro_rules! as_the_driver_reads {
    ($($kind:ty),*) => {$(
        impl Column for $kind {
            fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
                <$kind as FromSql>::column_result(value)
            }
        }
    )*};
}

as_the_driver_reads!(i64, bool, String, Uuid, [u8; 16], [u8; 32]);

macro_rules! ids {
    ($($kind:ty),*) => {$(
        impl Column for $kind {
            fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
                Uuid::column_result(value).map(Self::from_uuid)
            }
        }
    )*};
}

ids!(
    AssignmentId,
    CommentId,
    CommitId,
    DirectoryId,
    GrantId,
    KeyId,
    LabelId,
    OrgId,
    PermissionId,
    ProjectId,
    RoleId,
    ServiceId,
    StatusId,
    TaskId,
    TeamId,
    UserId
);

macro_rules! names {
    ($($kind:ty = $of_name:expr;)*) => {$(
        impl Column for $kind {
            fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
                $of_name(value.as_str()?).ok_or(FromSqlError::InvalidType)
            }
        }
    )*};
}

names! {
    Role = |name: &str| name.parse().ok();
    PermissionName = |name: &str| name.parse().ok();
    Level = Level::from_name;
    UserStatus = UserStatus::from_name;
    OrgStatus = OrgStatus::from_name;
    ProjectStatus = ProjectStatus::from_name;
    Category = Category::from_name;
    Effect = Effect::from_name;
    Position = Position::from_text;
}

macro_rules! json {
    ($($kind:ty),*) => {$(
        impl Column for $kind {
            fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
                serde_json::from_str(value.as_str()?).map_err(FromSqlError::other)
            }
        }
    )*};
}

json!(Address, Contact, Repeat, Vec<PermissionName>, Vec<TaskLink>);

/// Of a task: kind, id in hexadecimal, since when, one after the other.
impl Column for Vec<Assignee> {
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let all: Vec<(String, Uuid, i64)> =
            serde_json::from_str(value.as_str()?).map_err(FromSqlError::other)?;
        let assignee = |(kind, id, at): (String, Uuid, i64)| {
            let holder = Holder::from_parts(&kind, id).ok_or(FromSqlError::InvalidType)?;
            let assigned_at = Time::from_micros(at);
            Ok(Assignee {
                holder,
                assigned_at,
            })
        };
        all.into_iter().map(assignee).collect()
    }
}

/// In hexadecimal, one after the other.
impl Column for Vec<LabelId> {
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let all: Vec<Uuid> = serde_json::from_str(value.as_str()?).map_err(FromSqlError::other)?;
        Ok(all.into_iter().map(LabelId::from_uuid).collect())
    }
}

impl Column for Priority {
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let rank = value.as_i64()?;
        Self::from_rank(rank).ok_or(FromSqlError::OutOfRange(rank))
    }
}

macro_rules! never_negative {
    ($($kind:ty),*) => {$(
        impl Column for $kind {
            fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
                let number = value.as_i64()?;
                Self::try_from(number).map_err(|_| FromSqlError::OutOfRange(number))
            }
        }
    )*};
}

// Positions, versions and counts, and ranks; SQLite has no unsigned numbers.
never_negative!(u64, u32);

impl Column for Day {
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let days = value.as_i64()?;
        let day = i32::try_from(days).ok().and_then(Self::from_days);
        day.ok_or(FromSqlError::OutOfRange(days))
    }
}

impl Column for Time {
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_i64().map(Self::from_micros)
    }
}
