//! What the demo tells: where it is, and lines to copy that call it.

use std::fmt;
use std::path::PathBuf;

use crate::company::Company;

/// Where bindings are installed, if they are.
pub(crate) struct Clients {
    /// A Python.
    pub(crate) python: Option<PathBuf>,
    /// A folder for Node.
    pub(crate) node: Option<PathBuf>,
}

/// Lines that anybody can copy into another terminal: the key stands in each.
pub(crate) struct Lines<'a> {
    address: &'a str,
    company: &'a Company,
    clients: Clients,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(address: &'a str, company: &'a Company, clients: Clients) -> Self {
        Self {
            address,
            company,
            clients,
        }
    }

    fn curl(&self, options: &str, path: &str) -> String {
        let Self {
            address, company, ..
        } = self;
        let (org, key) = (company.org, company.key.expose());
        format!("curl -s{options} -H 'Authorization: Bearer {key}' '{address}/v1/orgs/{org}{path}'")
    }

    fn python(&self) -> Option<String> {
        let Self {
            address, company, ..
        } = self;
        let (org, key) = (company.org, company.key.expose());
        let python = self.clients.python.as_ref()?.display();
        Some(format!(
            "'{python}' -c 'import tenantry, uuid; \
             caller = tenantry.Tenantry.connect(\"{address}\", key=\"{key}\"); \
             acme = caller.enter(uuid.UUID(\"{org}\")); \
             print([team.name for team in acme.teams.list()])'"
        ))
    }

    fn node(&self) -> Option<String> {
        let Self {
            address, company, ..
        } = self;
        let (org, key) = (company.org, company.key.expose());
        let folder = self.clients.node.as_ref()?.display();
        Some(format!(
            "(cd '{folder}' && node --input-type=module -e 'import {{ OrgId, Tenantry }} from \"tenantry\"; \
             const caller = await Tenantry.connect(\"{address}\", {{ key: \"{key}\" }}); \
             const acme = await caller.enter(OrgId(\"{org}\")); \
             for await (const team of acme.teams.list()) console.log(team.name)')"
        ))
    }
}

impl fmt::Display for Lines<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            address, company, ..
        } = self;
        let name = company.name;
        writeln!(
            f,
            "\n{name} is at {address}: people, a tree of teams, roles, a project and its tasks."
        )?;
        writeln!(
            f,
            "Every route is described at {address}/docs. The founder's API key:\n"
        )?;
        writeln!(f, "  {}\n", company.key.expose())?;
        writeln!(
            f,
            "From other terminals: see its teams, watch what happens, make something happen; \
             count its tasks, finish one, count them again; ask why the engineer may not delete one.\n"
        )?;
        let feed = format!("/journal/subscribe?after={}", company.cursor);
        let body = |json: &str| format!(" -H 'Content-Type: application/json' -d '{json}'");
        let (task, done) = (company.task, company.done);
        let counted = "/tasks/statistics?org=true";
        let finish = body(&format!(r#"{{"status": "{done}"}}"#));
        let why = format!(
            "/access/explain?permission=tasks.delete&object=task:{task}&principal=user:{}",
            company.engineer
        );
        for line in [
            self.curl("", "/teams"),
            self.curl("N", &feed),
            self.curl(&body(r#"{"name": "Sales"}"#), "/teams"),
            self.curl("", counted),
            self.curl(&finish, &format!("/tasks/{task}/transition")),
            self.curl("", counted),
            self.curl("", &why),
        ] {
            writeln!(f, "  {line}\n")?;
        }
        for line in [self.python(), self.node()].into_iter().flatten() {
            writeln!(f, "  {line}\n")?;
        }
        writeln!(f, "Ctrl-C stops it.")
    }
}
