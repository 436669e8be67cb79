"""An address that an editor adds at the desk, from the form to the draft, read from a host that answers."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from accounts import roles
from curation import clustering, desk, digests, reading
from curation.models import AddedLink, DigestPage
from tests import factories

PAGE = """<!doctype html><html lang="nl"><head><title>Zeekabel komt aan land bij Delfzijl</title>
<meta property="og:site_name" content="De Kabelkrant"><meta name="description" content="Hij is er.">
</head><body><p>De kabel ligt er.</p></body></html>"""


def post(client, page, do, **fields):
    """Press a button of the desk that shows the draft as it is now."""
    seen = desk.Seen.of(DigestPage.objects.get(pk=page.pk))
    version = {"revision": seen.revision_id, "saved_at": seen.saved_at}
    address = reverse("desk:window", args=[page.window_id])
    answer = client.post(address, {"do": do, **version, **fields})
    assert answer.status_code == 302


def test_address_added_at_the_desk_is_read_stands_first_and_is_taken_into_the_draft(db, client, web):
    now = timezone.now()
    window = factories.window(starts_at=now - timedelta(hours=25), ends_at=now - timedelta(hours=1))
    page = factories.draft(window, links=2)
    factories.candidate(window=window, score=99)
    client.force_login(factories.user(roles.EDITOR))
    address = web.put("krant.localhost/kabel", PAGE, Content_Type="text/html; charset=utf-8")

    post(client, page, "add", address=address)
    assert reading.read_added_links(now) == 1
    clustering.cluster(now)
    digests.sweep(now)

    link = AddedLink.objects.get()
    assert (link.state, link.error) == (AddedLink.State.READ, None)
    assert [place for place, _headers in web.requests] == ["krant.localhost/kabel"]
    bench = client.get(reverse("desk:window", args=[window.pk])).context["bench"]
    first = bench.groups.ready[0].candidate
    assert first.story == link.item.story
    assert (first.item, first.is_added_by_hand, bench.added) == (link.item, True, [])

    post(client, page, f"take:{first.pk}")
    draft = DigestPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    taken = desk.ordered_links(draft)[-1]
    assert (taken.headline, taken.url) == ("Zeekabel komt aan land bij Delfzijl", address)
    assert (taken.story, taken.source_name) == (link.item.story, "De Kabelkrant")
