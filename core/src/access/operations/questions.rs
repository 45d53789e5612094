//! The questions: may they, why, who may, what may they.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tenantry_macros::operation;

use super::grants::grants_on;
use super::objects;
use super::permissions::named;
use crate::access::explain::{Asked, Question};
use crate::access::rules::permissions::PERMISSIONS_MAX;
use crate::access::{
    Actor, CheckAccess, CheckMany, ExplainAccess, Explanation, Grant, Held, Holder, Level, Object,
    Permission, PermissionInfo, PermissionName, Permissions, Place, Principal, WhatCan, WhoCan,
};
use crate::call::{Tenant, stale};
use crate::journal::{Cursor, must_know};
use crate::page::{Keyset, beside};
use crate::storage::{Head, Seen};
use crate::tasks::Assignee;
use crate::teams::operations::path;
use crate::{Error, ErrorKind, Page, Result, TeamId, Time};

/// The most decisions of one call.
pub(crate) const CHECKS_MAX: usize = 200;

/// Whether something is allowed, as of a position.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Answer {
    /// Whether it is allowed.
    pub allowed: bool,
    /// Where the journal stood: what comes after it may change the answer.
    pub feed: Cursor,
}

/// Whether each of several things is allowed, as of one position.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Answers {
    /// Whether each is allowed, in the order of the questions.
    pub allowed: Vec<bool>,
    /// Where the journal stood: what comes after it may change the answers.
    pub feed: Cursor,
}

/// Somebody who may do something, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Able {
    /// Who: a member, or whoever has a link.
    pub who: Actor,
    /// Why.
    pub explanation: Explanation,
}

/// What somebody may do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Abilities {
    /// The permissions that they hold here, the built-in ones first.
    pub permissions: Vec<PermissionName>,
    /// How much of the object is shared with them, if one was named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
}

/// Decides whether somebody may do something here, on what the store knows now.
///
/// Everybody may ask about themselves, and is answered for the API key that they present.
/// Asking about another member takes `members.read`, and is answered for the member's roles.
#[operation(id = "access.check", kind = read, permission = none, errors = [NotFound, Conflict])]
pub(crate) async fn check(tenant: &Tenant, input: CheckAccess) -> Result<Answer> {
    if let Some((allowed, feed)) = known(tenant, std::slice::from_ref(&input)).await? {
        let allowed = allowed.first() == Some(&true);
        return Ok(Answer { allowed, feed });
    }
    let (held, head) = held(tenant, input.principal).await?;
    if let Some(cursor) = input.at_least {
        must_know(tenant.storage(), tenant.org().into(), &head, cursor).await?;
    }
    let target = Target::load(tenant, &input.permission, input.team, input.object).await?;
    let allowed = target.explain(tenant, held.as_ref()).allowed;
    if !allowed && head.rights != tenant.authority().changed {
        // They may have been given it since.
        return Err(stale());
    }
    Ok(Answer {
        allowed,
        feed: head.cursor(),
    })
}

/// Decides up to 200 questions at one position: nobody's rights change between them.
///
/// Who may ask what is as for a single one.
#[operation(id = "access.check_many", kind = read, permission = none, errors = [NotFound, Conflict])]
pub(crate) async fn check_many(tenant: &Tenant, input: CheckMany) -> Result<Answers> {
    if input.checks.is_empty() || input.checks.len() > CHECKS_MAX {
        let why = format!("must be 1 to {CHECKS_MAX}");
        return Err(Error::invalid("checks", why).with("max", CHECKS_MAX));
    }
    if let Some((allowed, feed)) = known(tenant, &input.checks).await? {
        return Ok(Answers { allowed, feed });
    }
    let mut allowed = Vec::with_capacity(input.checks.len());
    for check in &input.checks {
        let (held, head) = held(tenant, check.principal).await?;
        if let Some(cursor) = check.at_least {
            must_know(tenant.storage(), tenant.org().into(), &head, cursor).await?;
        }
        let object = check.object.clone();
        let target = Target::load(tenant, &check.permission, check.team, object).await?;
        allowed.push(target.explain(tenant, held.as_ref()).allowed);
    }
    // All of it was read between two looks at one and the same position.
    let head = look(tenant).await?;
    if head.rights != tenant.authority().changed {
        return Err(stale());
    }
    Ok(Answers {
        allowed,
        feed: head.cursor(),
    })
}

/// Explains a decision: whether somebody may do something here, and the rule that decides.
///
/// Everybody may ask about themselves, and is answered for the API key that they present.
/// Asking about another member takes `members.read`, and is answered for the member's roles.
#[operation(id = "access.explain", kind = read, permission = none, errors = [NotFound])]
pub(crate) async fn explain(tenant: &Tenant, input: ExplainAccess) -> Result<Explanation> {
    let (held, head) = held(tenant, input.principal).await?;
    let target = Target::load(tenant, &input.permission, input.team, input.object).await?;
    let explained = target.explain(tenant, held.as_ref());
    if !explained.allowed && head.rights != tenant.authority().changed {
        return Err(stale());
    }
    Ok(explained)
}

/// Lists the members who may do something here, and the links to an object with which one may,
/// each with the rule that allows it, by id.
///
/// As many are looked at as a page holds: it has fewer items where not all of them may.
#[operation(id = "access.who_can", kind = read, permission = MEMBERS_READ, errors = [NotFound])]
pub(crate) async fn who_can(tenant: &Tenant, input: WhoCan) -> Result<Page<Able>> {
    tenant.require(Permission::MEMBERS_READ, &Place::Org)?;
    let keyset = input.page.in_order(input.order)?;
    let target = Target::load(tenant, &input.permission, input.team, input.object).await?;
    let (storage, view) = (tenant.storage(), tenant.view());
    let read = storage.members(&view, keyset.one_more()).await?;
    let cursor = read.head.cursor();
    let members = tenant.see(read)?.into_iter();
    let members = members.map(|member| member.principal.into()).collect();
    let all = beside(target.scene.links(), members, keyset, |who| who.uuid());
    let page = Page::of(all, keyset, |who: &Actor| who.uuid());
    let mut items = Vec::new();
    for who in page.items {
        let held = match (who, who.principal()) {
            (Actor::Link(link), _) => Held::of_link(link),
            (_, Some(principal)) => of_member(tenant, principal, &Permissions::EVERY).await?.0,
            (_, None) => continue,
        };
        let explanation = target.explain(tenant, Some(&held));
        if explanation.allowed {
            items.push(Able { who, explanation });
        }
    }
    Ok(Page {
        items,
        next: page.next,
        feed: Some(cursor),
    })
}

/// Lists what somebody may do here.
///
/// Everybody may ask about themselves, and is answered for the API key that they present.
/// Asking about another member takes `members.read`, and is answered for the member's roles.
#[operation(id = "access.what_can", kind = read, permission = none, errors = [NotFound])]
pub(crate) async fn what_can(tenant: &Tenant, input: WhatCan) -> Result<Abilities> {
    let (held, _) = held(tenant, input.principal).await?;
    let scene = Scene::load(tenant, input.team, input.object).await?;
    let (storage, all) = (tenant.storage(), Keyset::first(PERMISSIONS_MAX as u32));
    let read = storage.permissions(&tenant.view(), all).await?;
    if read.head.rights != tenant.authority().changed {
        return Err(stale());
    }
    let own = tenant.see(read)?;
    let built_in = Permission::ALL.iter();
    let built_in = built_in.map(|of| PermissionInfo::of_built_in(tenant.org(), *of, tenant.now()));
    let all = built_in.chain(own);
    let may = |permission: &PermissionInfo| {
        let question = scene.question(permission, tenant.now());
        explained(held.as_ref(), question).allowed
    };
    let shared = scene.object.as_ref().zip(held.as_ref());
    let level = shared.and_then(|(object, held)| held.best(&object.grants, tenant.now()));
    Ok(Abilities {
        permissions: all.filter(may).map(|permission| permission.name).collect(),
        level: level.map(|grant| grant.level),
    })
}

/// What is answered from memory, and as of where the store stands now.
async fn known(tenant: &Tenant, checks: &[CheckAccess]) -> Result<Option<(Vec<bool>, Cursor)>> {
    let Some((allowed, head)) = tenant.known(checks).await? else {
        return Ok(None);
    };
    for cursor in checks.iter().filter_map(|check| check.at_least) {
        must_know(tenant.storage(), tenant.org().into(), &head, cursor).await?;
    }
    Ok(Some((allowed, head.cursor())))
}

/// What a question is about.
struct Target {
    permission: PermissionInfo,
    scene: Scene,
}

impl Target {
    async fn load(
        tenant: &Tenant,
        permission: &PermissionName,
        team: Option<TeamId>,
        object: Option<Object>,
    ) -> Result<Self> {
        Ok(Self {
            permission: named(tenant, permission).await?,
            scene: Scene::load(tenant, team, object).await?,
        })
    }

    fn explain(&self, tenant: &Tenant, held: Option<&Held>) -> Explanation {
        explained(held, self.scene.question(&self.permission, tenant.now()))
    }
}

/// Where a question leads to: a team, an object, or the organisation as a whole.
struct Scene {
    place: Place,
    object: Option<Subject>,
}

/// The object of a question.
struct Subject {
    /// What it takes to see it, if Tenantry keeps it itself.
    read: Option<Permission>,
    grants: Vec<Grant>,
    /// Who owns it, if Tenantry keeps it itself.
    owner: Option<Principal>,
    assignees: Vec<Assignee>,
}

impl Subject {
    /// Whether a permission is of its kind: who has a task may do to it what is done to tasks.
    fn is_of(&self, permission: &PermissionInfo) -> bool {
        match (self.read, permission.name.built_in()) {
            (Some(read), Some(asked)) => asked.beyond_teams() == read.beyond_teams(),
            (None, None) => true,
            _ => false,
        }
    }
}

impl Scene {
    async fn load(tenant: &Tenant, team: Option<TeamId>, object: Option<Object>) -> Result<Self> {
        let Some(object) = object else {
            let (place, object) = (place(tenant, team).await?, None);
            return Ok(Self { place, object });
        };
        if object.must_be_the_products().is_ok() {
            let subject = Subject {
                read: None,
                grants: grants_on(tenant, &object).await?,
                owner: None,
                assignees: Vec::new(),
            };
            let (place, object) = (place(tenant, team).await?, Some(subject));
            return Ok(Self { place, object });
        }
        if team.is_some() {
            let why = "cannot be named beside an object that has its own";
            return Err(Error::invalid("team", why));
        }
        // Whoever may not see it is not told about it either.
        let found = objects::find(tenant, &object).await?;
        let found = found.filter(|(standing, read)| standing.allows(tenant, *read));
        let (standing, read) = found.ok_or_else(|| Error::not_found("object", &object))?;
        // The whole path, whoever asks: it may be about others.
        let place = match standing.place.team() {
            Some(team) => match path(tenant, team).await {
                Err(error) if error.kind() == ErrorKind::NotFound => Place::Loose,
                place => place?,
            },
            None => standing.place,
        };
        let subject = Subject {
            read: Some(read),
            grants: standing.grants,
            owner: Some(standing.owner),
            assignees: standing.assignees,
        };
        let object = Some(subject);
        Ok(Self { place, object })
    }

    /// The links that the object is shared with.
    fn links(&self) -> Vec<Actor> {
        let grants = self.object.iter().flat_map(|object| &object.grants);
        let links = grants.filter_map(|grant| match grant.holder {
            Holder::Link(link) => Some(Actor::Link(link)),
            _ => None,
        });
        links.collect()
    }

    fn question<'a>(&'a self, permission: &'a PermissionInfo, now: Time) -> Question<'a> {
        let asked = self.object.as_ref().map(|object| {
            let level = permission.level.filter(|_| object.is_of(permission));
            Asked {
                level,
                owner: object.owner.filter(|_| level.is_some()),
                assignees: &object.assignees,
                grants: &object.grants,
            }
        });
        Question {
            permission: &permission.name,
            place: &self.place,
            thing: asked,
            now,
        }
    }
}

/// What decides for somebody; nobody is the system.
fn explained(held: Option<&Held>, question: Question<'_>) -> Explanation {
    match held {
        Some(held) => Explanation::of(held, question),
        None => Explanation::of_system(),
    }
}

async fn place(tenant: &Tenant, team: Option<TeamId>) -> Result<Place> {
    match team {
        Some(team) => path(tenant, team).await,
        None => Ok(Place::Org),
    }
}

/// What somebody holds, and where the organisation stood; nothing if it is the system. Whoever has
/// a link holds what is shared with it.
async fn held(tenant: &Tenant, asked: Option<Principal>) -> Result<(Option<Held>, Head)> {
    let own = tenant.actor().principal();
    let asked = asked.or(own);
    let Some(principal) = asked else {
        let link = tenant.caller.identity.link();
        let held = link.map(|(_, link)| Held::of_link(link));
        return Ok((held, look(tenant).await?));
    };
    let carried = if asked == own {
        tenant.caller.identity.carried.clone()
    } else {
        tenant.require(Permission::MEMBERS_READ, &Place::Org)?;
        Permissions::EVERY
    };
    let (held, head) = of_member(tenant, principal, &carried).await?;
    Ok((Some(held), head))
}

async fn of_member(
    tenant: &Tenant,
    principal: Principal,
    carried: &Permissions,
) -> Result<(Held, Head)> {
    let (storage, view) = (tenant.storage(), tenant.view());
    let found = storage.standing(&view, Some(principal)).await?;
    let seen = found.ok_or_else(|| Error::not_found("org", tenant.org()))?;
    let head = seen.head;
    let standing = tenant.see(seen)?;
    let member = standing.member.as_ref();
    let member = member.ok_or_else(|| Error::not_found("member", principal.uuid()))?;
    Ok((Held::of(&standing, member, carried, tenant.now()), head))
}

/// Where the organisation stands, if the caller's right stands too.
async fn look(tenant: &Tenant) -> Result<Head> {
    let found = tenant.storage().standing(&tenant.view(), None).await?;
    let seen: Seen<_> = found.ok_or_else(|| Error::not_found("org", tenant.org()))?;
    let head = seen.head;
    tenant.see(seen)?;
    Ok(head)
}
