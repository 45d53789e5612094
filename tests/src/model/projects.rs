//! The model's projects.

use async_trait::async_trait;
use tenantry::access::Visible;
use tenantry::page::Keyset;
use tenantry::projects::Project;
use tenantry::storage::{Key, ProjectReads, ProjectsOf, Row, Seen, View};
use tenantry::{ProjectId, Result};

use super::access::grant;
use super::disk::{Shelf, page};
use super::store::Model;
use super::teams::path;

#[async_trait]
impl ProjectReads for Model {
    async fn project(&self, view: &View, id: ProjectId) -> Result<Seen<Option<Project>>> {
        self.see(view, |shelf| {
            let row = shelf.rows.get(&Key::Project(id));
            row.and_then(project).cloned()
        })
    }

    async fn projects(
        &self,
        view: &View,
        visible: &Visible,
        of: ProjectsOf,
        keyset: Keyset,
    ) -> Result<Seen<Vec<Project>>> {
        self.see(view, |shelf| {
            let projects = shelf.all(project).filter(|project| {
                of.team.is_none_or(|team| project.team == Some(team))
                    && of.owner.is_none_or(|owner| project.owner == owner)
                    && of.status.is_none_or(|status| project.status == status)
                    && sees(shelf, visible, project)
            });
            page(projects, keyset, |project| project.id.uuid())
        })
    }
}

fn sees(shelf: &Shelf, visible: &Visible, project: &Project) -> bool {
    let above = project.team.map_or_else(Vec::new, |team| path(shelf, team));
    let id = project.id.uuid();
    let is_on_it =
        |object: &tenantry::access::Object| object.kind() == "project" && object.id() == id;
    visible.all
        || above.iter().any(|team| visible.teams.contains(team))
        || visible.owner == Some(project.owner)
        || shelf
            .all(grant)
            .any(|grant| is_on_it(&grant.object) && visible.reaches(grant))
}

fn project(row: &Row) -> Option<&Project> {
    match row {
        Row::Project(project) => Some(project),
        _ => None,
    }
}
