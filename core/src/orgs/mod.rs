//! Organisations, their members and their service accounts.

mod inputs;
pub(crate) mod members;
mod model;
pub(crate) mod operations;
mod rules;

pub use inputs::{
    AddMember, CreateOrg, CreateService, CreateServiceKey, DeleteService, GetMember, GetService,
    ListMembers, ListOrgs, ListServiceKeys, ListServices, NameDeparted, RemoveMember,
    RevokeServiceKey, RotateServiceKey, UpdateMember, UpdateOrg, UpdateService,
};
pub use members::{INHERITED_TEAMS_MAX, SERVICES_MAX};
pub use model::{Address, Contact, Member, Org, OrgStatus, PurgeProgress, Service};
pub use rules::{MEMBERS_MAX, ORGS_OF_PERSON_MAX};
