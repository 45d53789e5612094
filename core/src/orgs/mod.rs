//! Organisations, their members and their service accounts.

mod inputs;
mod model;
pub(crate) mod operations;
pub(crate) mod rules;

pub use inputs::{
    AddMember, CreateOrg, CreateService, CreateServiceKey, DeleteService, GetMember, GetService,
    ListMembers, ListOrgs, ListServiceKeys, ListServices, NameDeparted, RemoveMember,
    RevokeServiceKey, RotateServiceKey, UpdateMember, UpdateOrg, UpdateService,
};
pub use model::{Address, Contact, Member, Org, OrgStatus, PurgeProgress, Service};
pub use rules::members::{INHERITED_TEAMS_MAX, MEMBERS_MAX, ORGS_OF_PERSON_MAX};
pub use rules::services::SERVICES_MAX;
