"""Values, errors, pages: how they feel in Python."""

from __future__ import annotations

import copy
import pickle
from datetime import UTC, datetime, timedelta
from decimal import Decimal, localcontext
from uuid import UUID, uuid4

import pytest
import tenantry
from conftest import Acme
from tenantry._native import testing


def test_ids_are_uuids_and_moments_know_their_zone(acme: Acme) -> None:
    team = acme.tenant.teams.create(name="Research")
    assert type(team.id) is UUID
    assert team.created_at.tzinfo == UTC
    assert datetime.now(UTC) - team.created_at < timedelta(minutes=1)
    assert team.owner == tenantry.PrincipalUser(acme.user.id)
    assert isinstance(team.owner, tenantry.Principal)


def test_absent_null_and_a_value_are_three_things(acme: Acme) -> None:
    teams = acme.tenant.teams
    team = teams.create(name="Research", description="Papers")
    assert teams.update(team=team.id, name="Lab").description == "Papers"
    assert teams.update(team=team.id, description=tenantry.UNSET).description == "Papers"
    assert teams.update(team=team.id, description=None).description is None
    assert teams.update(team=team.id, description="New").description == "New"
    assert not tenantry.UNSET
    assert repr(tenantry.UNSET) == "UNSET"


def test_arguments_have_names_and_types(acme: Acme) -> None:
    with pytest.raises(TypeError):
        acme.tenant.teams.create("Research")  # type: ignore[misc]
    with pytest.raises(TypeError, match="`name` must be a str, not int"):
        acme.tenant.teams.create(name=7)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="`team` must be a UUID, not str"):
        acme.tenant.teams.get(team=str(uuid4()))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="`top` must be a bool"):
        acme.tenant.teams.list(top=1)  # type: ignore[arg-type]


def test_a_naive_datetime_is_refused(acme: Acme) -> None:
    with pytest.raises(tenantry.InvalidError, match="time zone") as caught:
        acme.ada.keys.create(name="Key", expires_at=datetime(2030, 1, 1))  # noqa: DTZ001
    assert caught.value.fields == {"field": "expires_at"}


def test_words_and_numbers_out_of_range_are_invalid(acme: Acme) -> None:
    with pytest.raises(tenantry.InvalidError) as caught:
        acme.tenant.members.add(user=uuid4(), role="king")  # type: ignore[arg-type]
    assert caught.value.fields == {"field": "role"}
    with pytest.raises(tenantry.InvalidError):
        acme.tenant.teams.list().page(limit=-1)
    with pytest.raises(tenantry.InvalidError):
        acme.tenant.teams.list().page(limit=2**70)


def test_amounts_are_exact_decimals() -> None:
    for text, same in [
        ("12.5", "12.5"),
        ("12.50", "12.5"),
        ("1E+2", "100"),
        ("1e-9", "1e-9"),
        ("-0", "0"),
        ("0E-999999", "0"),
        ("1.00000000000", "1"),
        ("-9223372036.854775808", "-9223372036.854775808"),
    ]:
        # How precisely others calculate is nothing to what is exact.
        with localcontext(prec=3):
            given = testing.amounts({"price": Decimal(text)})
        assert given == {"price": Decimal(same)}
        assert type(given["price"]) is Decimal
    for text in ["1e-10", "1.0000000001", "9223372036.854775808", "1e999999", "NaN", "-Infinity"]:
        with pytest.raises(tenantry.InvalidError, match="at most 9 places") as caught:
            testing.amounts({"price": Decimal(text)})
        assert caught.value.fields == {"field": "amounts.price"}
    for value in [12.5, 12, "12.5", None]:
        with pytest.raises(TypeError, match="`amounts.price` must be a Decimal"):
            testing.amounts({"price": value})
    with pytest.raises(TypeError, match="`amounts` must be a mapping"):
        testing.amounts([("price", Decimal(1))])
    with pytest.raises(TypeError, match="`amounts` must be a str"):
        testing.amounts({7: Decimal(1)})


def test_errors_have_natural_parents_codes_and_fields(acme: Acme) -> None:
    missing = uuid4()
    with pytest.raises(LookupError) as caught:
        acme.tenant.teams.get(team=missing)
    error = caught.value
    assert isinstance(error, tenantry.NotFoundError)
    assert isinstance(error, tenantry.TenantryError)
    assert (error.kind, error.code) == ("not_found", "not_found")
    assert error.fields == {"team": str(missing)}
    assert str(error) == error.message == f"there is no team `{missing}`"
    assert not error.is_retryable
    assert issubclass(tenantry.DeniedError, PermissionError)
    assert issubclass(tenantry.InvalidError, ValueError)
    assert tenantry.BusyError.is_retryable
    assert copy.copy(error).args == error.args
    assert pickle.loads(pickle.dumps(error)).code == "not_found"


def test_an_error_says_what_caused_it() -> None:
    with pytest.raises(tenantry.TenantryError) as caught:
        tenantry.Tenantry.open("postgres://localhost:none/app")
    assert "invalid port number" in str(caught.value.__cause__)


def test_an_unknown_address_is_invalid() -> None:
    with pytest.raises(tenantry.InvalidError):
        tenantry.Tenantry.open("mysql://localhost/app")
    with pytest.raises(TypeError):
        tenantry.Tenantry.open(7)  # type: ignore[arg-type]


def test_frozen_classes_compare_hash_copy_and_travel(acme: Acme) -> None:
    team = acme.tenant.teams.create(name="Research")
    same = acme.tenant.teams.get(team=team.id)
    assert team == same
    assert len({team, same}) == 1
    assert pickle.loads(pickle.dumps(team)) == team
    assert copy.deepcopy(team) == team
    assert "name='Research'" in repr(team)
    with pytest.raises(AttributeError):
        team.name = "Other"  # type: ignore[misc]
    match team.owner:
        case tenantry.PrincipalUser(id=user):
            assert user == acme.user.id
        case _:
            raise AssertionError


def test_inputs_that_are_structs_are_classes(acme: Acme) -> None:
    address = tenantry.Address(city="Bern")
    org = acme.tenant.orgs.update(address=address)
    assert org.address == address
    assert org.address.street is None
    assert acme.tenant.orgs.update(address=None).address is None


def test_a_pager_goes_over_all_pages(acme: Acme) -> None:
    teams = acme.tenant.teams
    names = [f"Team {number:03}" for number in range(203)]
    for name in names:
        teams.create(name=name)
    # Oldest first, as far as the clock tells them apart.
    listed = [team.name for team in teams.list()]
    assert sorted(listed) == names
    names = listed
    first = teams.list().page(limit=2)
    assert len(first) == 2
    assert first[0].name == names[0]
    assert [team.name for team in first[0:2]] == names[:2]
    assert first.next is not None
    assert teams.list().page(limit=2, cursor=first.next).items[0].name == names[2]
    assert teams.list().page(limit=200).feed is not None


def test_a_list_without_pages_is_one_page(acme: Acme) -> None:
    made = acme.tenant.checkpoints.create()
    checkpoints = acme.tenant.checkpoints.list()
    assert [checkpoint.seq for checkpoint in checkpoints] == [made.seq]
    assert tenantry.Page[tenantry.Team] is not None


def test_an_idempotency_key_answers_the_first_result(acme: Acme) -> None:
    keyed = acme.tenant.with_idempotency_key("once")
    assert keyed.teams.create(name="Research") == keyed.teams.create(name="Research")
    with pytest.raises(tenantry.ConflictError):
        keyed.teams.create(name="Other")
    with pytest.raises(tenantry.InvalidError):
        acme.tenant.with_idempotency_key("")


def test_a_secret_hides(acme: Acme) -> None:
    made = acme.ada.keys.create(name="Key")
    assert made.secret is not None
    text = made.secret.expose()
    assert text not in repr(made)
    assert text not in str(made.secret)
    assert acme.lib.authenticate(text).me.get().username == "ada"


def test_the_feed_delivers_what_happens(acme: Acme) -> None:
    with acme.tenant.journal.subscribe() as feed:
        start = next(feed)
        assert isinstance(start, tenantry.FeedItemStart)
        assert start.cursor == acme.tenant.journal.list().cursor
        team = acme.tenant.teams.create(name="Research")
        item = next(feed)
        assert item.kind == "entry"
        assert isinstance(item, tenantry.FeedItemEntry)
        assert item.entry.subject.id == team.id
        assert item.entry.body is not None
    assert list(feed) == []


def test_a_closed_library_says_so(acme: Acme) -> None:
    teams = acme.tenant.teams
    acme.lib.close()
    # As of a closed file; and nobody is told to try again.
    with pytest.raises(ValueError, match="closed") as caught:
        teams.create(name="Late")
    assert isinstance(caught.value, tenantry.InvalidError)
    assert caught.value.code == "closed"
    assert not caught.value.is_retryable
    with pytest.raises(tenantry.InvalidError, match="closed"):
        acme.ada.enter(acme.org.id)
