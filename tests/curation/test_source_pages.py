"""Sources in the CMS: who may, what is shown, and what each POST does."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from wagtail.models import GroupPagePermission, Page, Site

from accounts import roles
from curation.models import Source, SourceProposal
from outbound.models import HostLease
from tests.curation.test_commands_of_reading import OPML
from tests.factories import NOW, section, site, source, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(client):
    client.force_login(user(roles.OPERATOR))
    return client


def page(client, name, *arguments, **data):
    response = client.get(reverse(f"sources:{name}", args=arguments), data)
    return response.content.decode()


def post(client, name, *arguments, **data):
    return client.post(reverse(f"sources:{name}", args=arguments), data)


@pytest.mark.parametrize("role", [roles.CONTRIBUTOR, roles.EDITOR, roles.MODERATOR, roles.PUBLISHER])
@pytest.mark.parametrize("name", ["index", "add", "import", "edit", "act", "proposal"])
def test_source_pages_without_the_right_are_closed(client, role, name):
    client.force_login(user(role))
    row = source()
    arguments = [row.pk] if name in ("edit", "act", "proposal") else []
    send = client.post if name == "act" else client.get
    assert send(reverse(f"sources:{name}", args=arguments), {"act": "pause"}).status_code in (302, 403)
    row.refresh_from_db()
    assert row.state == Source.State.ACTIVE


@pytest.fixture
def magazines():
    """Two magazines, each with a source and a proposal."""
    root = Page.get_first_root_node().add_child(instance=Page(title="Ander", slug="ander"))
    other = Site.objects.create(hostname="ander.localhost", root_page=root)
    return {
        name: (
            place,
            source(site=place, title=f"Bron {name}"),
            SourceProposal.objects.create(site=place, address="https://x.nl/", state="found"),
        )
        for name, place in (("hier", site()), ("ander", other))
    }


def manager_at(client, place):
    """Somebody who may manage sources, with rights on the pages of one magazine."""
    person, group = user(), Group.objects.create(name="Beheer")
    names = ["manage_sources", "access_admin"]
    group.permissions.add(*Permission.objects.filter(codename__in=names))
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.create(group=group, page=place.root_page, permission=change)
    person.groups.add(group)
    client.force_login(person)
    return client


def test_index_shows_the_sources_of_ones_own_magazines(client, operator, magazines):
    shown = page(operator, "index")
    assert "Bron hier" in shown and "Bron ander" in shown
    shown = page(manager_at(client, magazines["ander"][0]), "index")
    assert "Bron hier" not in shown and "Bron ander" in shown


@pytest.mark.parametrize(("where", "is_open"), [("hier", False), ("ander", True)])
def test_source_pages_of_a_magazine_ask_the_right_there(client, magazines, where, is_open):
    manager = manager_at(client, magazines["ander"][0])
    _, row, proposal = magazines[where]
    for name, key in (("edit", row.pk), ("proposal", proposal.pk)):
        assert (manager.get(reverse(f"sources:{name}", args=[key])).status_code == 200) == is_open
    post(manager, "act", row.pk, act="pause")
    row.refresh_from_db()
    assert (row.state == Source.State.PAUSED) == is_open


@pytest.mark.parametrize(("host", "is_open"), [("localhost", False), ("ander.localhost", True)])
def test_add_and_import_go_to_the_magazine_of_the_host_where_one_has_the_right(
    client, magazines, host, is_open
):
    manager = manager_at(client, magazines["ander"][0])
    for name in ("add", "import"):
        assert (manager.get(reverse(f"sources:{name}"), HTTP_HOST=host).status_code == 200) == is_open
    manager.post(reverse("sources:add"), {"address": "bron.nl"}, HTTP_HOST=host)
    made = SourceProposal.objects.filter(address="https://bron.nl")
    assert [row.site for row in made] == ([magazines["ander"][0]] if is_open else [])


def test_edit_offers_the_sections_of_the_sources_magazine_alone(operator, magazines):
    section("cloud")
    assert 'name="sections"' in page(operator, "edit", magazines["hier"][1].pk)
    assert 'name="sections"' not in page(operator, "edit", magazines["ander"][1].pk)


def test_index_of_host_that_asks_to_wait_says_until_when(operator):
    row = source(host="druk.localhost", fetch_requested_at=NOW)
    until = timezone.now() + timedelta(days=3)
    HostLease.objects.create(host="druk.localhost", not_before=until)
    said = date_format(timezone.localtime(until), "j F H:i")
    assert said in page(operator, "index") and said in page(operator, "edit", row.pk)


def test_index_of_nothing_says_how_sources_get_here(operator):
    with translation.override("en"):
        assert reverse("sources:add") in page(operator, "index")


def test_index_shows_state_success_error_in_words_and_next_fetch(operator):
    error = {"code": "status", "detail": "503"}
    source(title="Bron A", last_success_at=NOW, last_error=error, next_fetch_at=NOW)
    shown = page(operator, "index")
    assert "Bron A" in shown and "503" in shown and NOW.isoformat()[:10] in shown
    assert "Bron A" in page(operator, "index", state="failing", q="bron")
    assert "Bron A" not in page(operator, "index", state="paused")


def test_index_names_a_source_that_reserves_mining(operator):
    row = source()
    before = page(operator, "index")
    Source.objects.filter(pk=row.pk).update(reserves_mining=True)
    assert page(operator, "index").count("<small>") == before.count("<small>") + 1


def test_index_counts_its_queries(operator, django_assert_max_num_queries):
    for n in range(30):
        source(title=f"Bron {n}").sections.add(section(f"s{n}"))
    page(operator, "index")
    with django_assert_max_num_queries(22):
        page(operator, "index")


@pytest.mark.parametrize(("what", "state"), [("pause", "paused"), ("resume", "active")])
def test_act_changes_the_state(operator, what, state):
    row = source(state="gone" if what == "resume" else "active")
    post(operator, "act", row.pk, act=what)
    row.refresh_from_db()
    assert row.state == state


def test_act_fetch_asks_the_worker_and_get_changes_nothing(operator):
    row = source(next_fetch_at=NOW.replace(year=2100), last_read_at=NOW)
    assert not Source.objects.due(NOW).exists()
    assert operator.get(reverse("sources:act", args=[row.pk]), {"act": "fetch"}).status_code == 405
    post(operator, "act", row.pk, act="fetch")
    assert list(Source.objects.due(NOW)) == [row]


@pytest.mark.parametrize("typed", ["bron.nl", "https://bron.nl/feed"])
def test_add_keeps_the_address_for_the_worker_and_shows_that_it_looks(operator, typed):
    response = post(operator, "add", address=typed)
    proposal = SourceProposal.objects.get()
    assert response.url == reverse("sources:proposal", args=[proposal.pk])
    assert proposal.address in ("https://bron.nl", "https://bron.nl/feed")
    assert 'http-equiv="refresh"' in page(operator, "proposal", proposal.pk)


@pytest.mark.parametrize("typed", ["", "ftp://bron.nl/", "https://", "x" * 3000])
def test_add_of_no_address_says_so_and_keeps_what_was_typed(operator, typed):
    response = post(operator, "add", address=typed)
    assert response.status_code == 200 and not SourceProposal.objects.exists()
    assert typed in response.content.decode()


def found(*addresses, **fields):
    feeds = [{"address": address, "title": address.upper()} for address in addresses]
    return SourceProposal.objects.create(site=site(), address="x", state="found", feeds=feeds, **fields)


def test_proposal_adds_the_chosen_feeds_once(operator):
    proposal = found("https://a.nl/1", "https://a.nl/2")
    assert "https://a.nl/2" in page(operator, "proposal", proposal.pk)
    for _ in range(2):
        post(operator, "proposal", proposal.pk, feed=["https://a.nl/2", "https://elders.nl/niet-gevonden"])
    assert [row.address for row in Source.objects.all()] == ["https://a.nl/2"]


@pytest.mark.parametrize(
    ("homepage", "kept"), [("https://a.nl/", "https://a.nl/"), ("javascript://a.nl/%0Aalert(1)", "")]
)
def test_proposal_takes_a_home_page_of_the_web_alone(operator, homepage, kept):
    proposal = found("https://a.nl/1")
    proposal.feeds[0]["homepage"] = homepage
    proposal.save()
    post(operator, "proposal", proposal.pk, all="1")
    assert Source.objects.get().homepage == kept


def test_proposal_puts_the_chosen_feeds_in_sections(operator):
    proposal, cloud = found("https://a.nl/1"), section("cloud")
    section("data")
    post(operator, "proposal", proposal.pk, feed=["https://a.nl/1"], section=["cloud", "weg"])
    assert list(Source.objects.get().sections.all()) == [cloud]


def test_proposal_that_failed_says_why(operator):
    proposal = found(error={"code": "no_feeds", "detail": ""})
    SourceProposal.objects.update(state="failed")
    assert reverse("sources:add") in page(operator, "proposal", proposal.pk)


def upload(client, text, name="feeds.opml"):
    return post(client, "import", file=SimpleUploadedFile(name, text.encode()))


def test_import_shows_what_it_holds_then_adds_it(operator):
    source(address="https://een.localhost/feed")
    upload(operator, OPML)
    proposal = SourceProposal.objects.get()
    assert "twee.localhost" in page(operator, "proposal", proposal.pk) and Source.objects.count() == 1
    post(operator, "proposal", proposal.pk, all="1")
    assert set(Source.objects.values_list("title", flat=True)) >= {"Twee"} and Source.objects.count() == 2


def test_import_of_10000_feeds_is_previewed_and_added(operator):
    outlines = "".join(f'<outline xmlUrl="http://host{n}.nl/feed"/>' for n in range(10_000))
    upload(operator, f"<opml><body>{outlines}</body></opml>")
    proposal = SourceProposal.objects.get()
    assert len(page(operator, "proposal", proposal.pk)) < 200_000
    post(operator, "proposal", proposal.pk, all="1")
    assert Source.objects.count() == 10_000


@pytest.mark.parametrize(
    "text", ["geen xml", "<rss/>", "<opml><body/></opml>", "<!DOCTYPE a [<!ENTITY b 'c'>]><opml/>"]
)
def test_import_of_anything_else_says_what_is_wrong(operator, text):
    response = upload(operator, text)
    assert response.status_code == 200 and not SourceProposal.objects.exists()
    assert "error" in response.content.decode()


def test_edit_of_address_begins_anew(operator):
    row = source(etag='"a"', body_hash="b", first_read_at=NOW, last_read_at=NOW, identity=2)
    data = {"title": "Nieuw", "address": "https://feeds.nieuw.nl/rss", "weight": "1", "licence": "none"}
    assert post(operator, "edit", row.pk, **data).status_code == 302
    row.refresh_from_db()
    assert (row.host, row.registrable_host, row.etag, row.body_hash) == ("feeds.nieuw.nl", "nieuw.nl", "", "")
    assert (row.first_read_at, row.last_read_at, row.identity) == (None, None, Source.Identity.GUID)


def test_edit_of_name_keeps_what_is_known_of_the_documents(operator):
    row = source(etag='"a"', first_read_at=NOW, identity=1)
    post(operator, "edit", row.pk, title="Nieuw", address=row.address, weight="1", licence="none")
    row.refresh_from_db()
    assert (row.title, row.etag, row.first_read_at, row.identity) == ("Nieuw", '"a"', NOW, 1)


def test_edit_to_an_address_that_is_there_says_so_and_keeps_the_rest(operator):
    source(address="https://a.nl/feed")
    row = source()
    data = {"title": "Getypt", "address": "http://a.nl/feed/", "weight": "1", "licence": "none"}
    response = post(operator, "edit", row.pk, **data)
    assert response.status_code == 200 and 'value="Getypt"' in response.content.decode()
