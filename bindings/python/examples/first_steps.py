"""The first organisation, its first team, and who did what. Run: `python first_steps.py`."""

import tenantry


def main() -> None:
    with tenantry.Tenantry.open(":memory:") as lib:
        host = lib.system("the first start")
        people = host.directories.create(name="People")
        ada = host.users.create(
            directory=people.id,
            username="ada",
            email="ada@example.com",
            display_name="Ada",
            subject=tenantry.NewSubject(issuer="app", subject="42"),
        )

        caller = lib.vouch(people.id, issuer="app", subject="42")
        org = caller.orgs.create(
            name="Acme", slug="acme", address=tenantry.Address(city="Bern", country="CH")
        )
        acme = caller.enter(org.id)
        research = acme.teams.create(name="Research", description="Papers and prototypes")
        acme.teams.create(name="Robots", parent=research.id)
        for team in acme.teams.list():
            print(team.name, "below", team.parent)

        # Absent leaves a value, `None` clears it.
        research = acme.teams.update(team=research.id, description=None, if_version=1)
        assert research.description is None
        assert research.owner == tenantry.PrincipalUser(ada.id)

        try:
            acme.teams.update(team=research.id, name="Lab", if_version=1)
        except tenantry.ConflictError as error:
            print(error.code, dict(error.fields))

        for entry in acme.journal.list().items:
            match entry.actor:
                case tenantry.ActorUser(id=user):
                    who = str(user)
                case tenantry.ActorService(id=service):
                    who = f"service {service}"
                case tenantry.ActorLink(id=link):
                    who = f"link {link}"
                case tenantry.ActorSystem():
                    who = "the product"
            print(entry.seq, entry.at.isoformat(), who, entry.operation)


if __name__ == "__main__":
    main()
