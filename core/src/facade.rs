//! The typed facade: `tenant.teams().create(…)`.
//!
//! Each room has a handle for each receiver that it has operations on. The methods are
//! put there by `#[operation]`; here the handles are declared.

macro_rules! rooms {
    ($(
        $(#[$about:meta])*
        $receiver:ident as $module:ident {
            $($(#[$doc:meta])* $room:ident: $handle:ident,)*
        }
    )*) => {$(
        $(#[$about])*
        pub mod $module {
            $(
                $(#[$doc])*
                #[derive(Clone, Copy, Debug)]
                pub struct $handle<'a>(pub(crate) &'a crate::call::$receiver);
            )*
        }

        impl crate::call::$receiver {
            $(
                $(#[$doc])*
                #[must_use]
                pub fn $room(&self) -> $module::$handle<'_> {
                    $module::$handle(self)
                }
            )*
        }
    )*};
}

rooms! {
    /// Rooms of somebody proven.
    Caller as caller {
        /// Directories: where people and their credentials live.
        directories: Directories,
        /// The people of a directory.
        users: Users,
        /// The caller's own person.
        me: Me,
        /// The API keys of people.
        keys: Keys,
        /// Subjects of outside issuers that the product vouches for.
        subjects: Subjects,
        /// The organisations that the caller belongs to, and new ones.
        orgs: Orgs,
        /// The caller's changes, of which it was not known whether they landed.
        commits: Commits,
    }
    /// Rooms of a caller inside one organisation.
    Tenant as tenant {
        /// The organisation itself.
        orgs: Orgs,
        /// Who belongs to the organisation.
        members: Members,
        /// Service accounts: members that are not people.
        services: Services,
        /// The API keys of service accounts.
        service_keys: ServiceKeys,
        /// The permissions that there are, built in and of the organisation's own.
        permissions: Permissions,
        /// The roles that there are, built in and of the organisation's own.
        roles: Roles,
        /// Who is given which role, and where.
        assignments: Assignments,
        /// Which objects of the product's are shared with whom.
        grants: Grants,
        /// Links: what is shared with whoever has one.
        links: Links,
        /// What one may do, and why.
        access: Access,
        /// Projects: what work belongs together.
        projects: Projects,
        /// Tasks: what is to be done, by whom, until when.
        tasks: Tasks,
        /// What is said about tasks.
        task_comments: TaskComments,
        /// How far tasks are: built in, and in words of the organisation's own.
        statuses: Statuses,
        /// What tasks are sorted by.
        labels: Labels,
        /// Teams, a tree of any depth.
        teams: Teams,
        /// Who belongs to a team.
        team_members: TeamMembers,
        /// The journal: audit trail, activity and live feed.
        journal: Journal,
        /// Places in the journal that are remembered apart from it.
        checkpoints: Checkpoints,
    }
}
