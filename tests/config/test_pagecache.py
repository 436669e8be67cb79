"""The page cache: one page for everybody, new at once when something changed, and nothing kept that is anybody's."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.cache import caches
from django.core.paginator import Paginator
from django.db.models import Model
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from accounts import roles
from articles import generations, leaves
from articles.models import HomePage, MagazineSettings, Topic
from config import keptpages, pagecache
from config.pagecache import PageCacheMiddleware
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser() -> Client:
    MagazineSettings.for_site(factories.site())  # made when it is first read, which is a write
    return Client(headers={"host": "localhost"})


def calls(*answers: Any) -> tuple[PageCacheMiddleware, list[Any]]:
    """A cache before a view that gives these answers in turn, and the requests that reached the view."""
    reached: list[Any] = []

    def view(request: Any) -> HttpResponse:
        reached.append(request)
        answer = answers[min(len(reached), len(answers)) - 1]
        return answer(request) if callable(answer) else HttpResponse(answer)

    return PageCacheMiddleware(view), reached


def leaf_of_three(request: Any) -> HttpResponse:
    return HttpResponse(leaves.leaf_of(request, Paginator("abc", 1)).number)


def asking(path: str = "/nl/", **headers: str) -> Any:
    return RequestFactory().get(path, headers={"host": "localhost", **headers})


def test_kept_page_costs_one_query(browser: Client, django_assert_num_queries: Any) -> None:
    first = browser.get("/nl/")
    with django_assert_num_queries(1):
        second = browser.get("/nl/")

    assert second.content == first.content and second.headers["Content-Type"] == first.headers["Content-Type"]
    assert second.headers["Content-Language"] == "nl"


def test_signed_in_reader_gets_the_very_page_of_everybody(browser: Client) -> None:
    anonymous = browser.get("/nl/").content
    generations.raise_site()
    browser.force_login(factories.user(roles.EDITOR))

    first, kept = browser.get("/nl/"), browser.get("/nl/")

    assert first.content == kept.content == anonymous and not first.cookies
    assert "Cookie" not in first.headers.get("Vary", "")


def test_page_published_shows_at_once(browser: Client) -> None:
    section = factories.section_page("cloud")
    browser.get("/nl/cloud/")

    factories.article(section, title="Zojuist verschenen")

    assert "Zojuist verschenen" in browser.get("/nl/cloud/").content.decode()


def test_page_made_of_older_rows_is_not_found_under_the_newer_generation() -> None:
    def overtaken(request: Any) -> HttpResponse:
        generations.raise_site()  # somebody publishes while the page is made
        return HttpResponse("old")

    cache, reached = calls(overtaken, "new")

    assert [cache(asking()).content for _ in range(3)] == [b"old", b"new", b"new"]
    assert len(reached) == 2


def counting(request: Any) -> HttpResponse:
    """A page that reads the names of topics."""
    return HttpResponse("".join(Topic.objects.order_by("pk").values_list("name_nl", flat=True)))


def test_page_that_reads_the_same_rows_holds_under_a_newer_generation(
    django_assert_num_queries: Any,
) -> None:
    cache, reached = calls(counting)
    first = cache(asking())
    generations.raise_site()
    with django_assert_num_queries(2):  # the generations, and its one question again
        second = cache(asking())
    with django_assert_num_queries(1):
        third = cache(asking())

    assert first.content == second.content == third.content and len(reached) == 1


def test_page_is_made_anew_where_one_answer_differs() -> None:
    cache, reached = calls(counting)
    cache(asking())

    factories.topic("warmte", name_nl="Warmte")

    assert b"Warmte" in cache(asking()).content and len(reached) == 2


def test_page_that_asked_about_a_moment_or_wrote_is_made_anew_each_time() -> None:
    def at_now(request: Any) -> HttpResponse:
        return HttpResponse(str(Page.objects.filter(go_live_at__lt=timezone.now()).exists()))

    def writing(request: Any) -> HttpResponse:
        return HttpResponse(str(Topic.objects.filter(slug="none").update(name_nl="x")))

    for view in (at_now, writing):
        cache, reached = calls(view)
        keptpages.forget()
        for _ in range(2):
            cache(asking())
            generations.raise_site()
        assert len(reached) == 2


def test_other_process_finds_that_a_page_holds(django_assert_num_queries: Any) -> None:
    cache, reached = calls(counting)
    cache(asking())
    generations.raise_site()
    cache(asking())
    keptpages._in_memory.clear()  # as in a process that was not asked yet

    with django_assert_num_queries(1):
        cache(asking())
    assert len(reached) == 1


@pytest.mark.parametrize("changed", [Site, Locale, HomePage])
def test_no_page_holds_where_the_ground_of_addresses_changed(changed: type[Model]) -> None:
    factories.home()
    cache, reached = calls("page")
    cache(asking())

    changed.objects.first().save()
    cache(asking())

    assert len(reached) == 2


def test_parameters_that_the_page_does_not_read_are_dropped() -> None:
    cache, reached = calls("page")

    for query in ("?fbclid=1", "?utm_source=a&x=%00", ""):
        cache(asking(f"/nl/{query}"))

    assert len(reached) == 1 and reached[0].GET == {} and "fbclid" not in reached[0].get_full_path()


def test_leaf_of_a_list_has_its_own_entry() -> None:
    cache, reached = calls(leaf_of_three)

    found = [cache(asking(f"/nl/cloud/{query}")).content for query in ("?page=2", "", "?x=1&page=2")]

    assert found == [b"2", b"1", b"2"] and len(reached) == 2


@pytest.mark.parametrize("value", ["1", "0", "02", "-2", "2x", "٢", "1000000", "", "last"])
def test_number_that_is_none_is_the_first_leaf(value: str) -> None:
    cache, reached = calls(leaf_of_three)

    found = [cache(asking("/nl/cloud/")).content, cache(asking(f"/nl/cloud/?page={value}")).content]

    assert found == [b"1", b"1"] and len(reached) == 1


def test_number_beyond_the_last_leaf_is_answered_and_not_kept() -> None:
    cache, reached = calls(leaf_of_three)

    answers = [cache(asking(f"/nl/cloud/?page={number}")) for number in (4, 4, 3)]

    assert [answer.content for answer in answers] == [b"3"] * 3 and len(reached) == 3
    assert answers[0].headers["Cache-Control"] == "private, no-cache"
    assert "public" in answers[2].headers["Cache-Control"]


def test_strangers_add_no_page_to_the_cache(browser: Client) -> None:
    article = factories.article(factories.section_page("cloud"))
    for path in ("/nl/", "/nl/cloud/", article.url, "/nl/topics/"):
        browser.get(path)
    kept = len(caches["pages"]._cache)  # a page and the note about it, each

    for number in range(1, 4):
        for path in ("/nl/", "/nl/cloud/", article.url, "/nl/topics/"):
            browser.get(f"{path}?page={number}")
            browser.get(path, headers={"host": f"localhost:{9000 + number}"})

    assert kept == 2 * 4 and len(caches["pages"]._cache) == kept


def test_page_names_the_host_of_its_magazine_and_not_that_of_the_request(browser: Client) -> None:
    factories.article(factories.section_page("cloud"))

    pages = [browser.get("/nl/cloud/", headers={"host": f"localhost:{port}"}) for port in (9001, 9002)]

    assert pages[0].content == pages[1].content
    assert b"http://localhost/nl/cloud/" in pages[0].content and b":9001" not in pages[0].content


def test_view_learns_nothing_of_who_asks() -> None:
    cache, reached = calls("page")

    cache(asking(cookie="session=abc", authorization="Basic YTpi"))

    assert reached[0].COOKIES == {} and "HTTP_AUTHORIZATION" not in reached[0].META


@pytest.mark.parametrize(
    "answer",
    [
        lambda request: HttpResponse(get_token(request)),
        lambda request: HttpResponse(headers={"Vary": "Cookie"}),
        lambda request: HttpResponse(headers={"Cache-Control": "private"}),
        lambda request: HttpResponse(status=404),
        lambda request: HttpResponse(status=302, headers={"Location": "/"}),
    ],
    ids=["token", "varies", "private", "error", "redirect"],
)
def test_what_may_not_be_kept_is_made_each_time(answer: Any) -> None:
    cache, reached = calls(answer)

    responses = [cache(asking()) for _ in range(2)]

    assert len(reached) == 2 and "private" in responses[1].headers["Cache-Control"]


def test_cookie_is_never_kept() -> None:
    def view(request: Any) -> HttpResponse:
        response = HttpResponse("page")
        response.set_cookie("who", "me")
        return response

    cache, reached = calls(view)

    assert [len(cache(asking()).cookies) for _ in range(2)] == [1, 1] and len(reached) == 2


def test_post_and_preview_pass_by() -> None:
    cache, reached = calls("page")
    preview = asking()
    preview.is_dummy = True

    cache(asking()), cache(preview), cache(RequestFactory().post("/nl/", headers={"host": "localhost"}))

    assert len(reached) == 3


def test_head_finds_what_get_kept(browser: Client, django_assert_num_queries: Any) -> None:
    etag = browser.get("/nl/").headers["ETag"]
    with django_assert_num_queries(1):
        response = browser.head("/nl/")

    assert response.headers["ETag"] == etag and response.content == b""


def test_who_has_the_page_gets_304_until_it_changes(browser: Client) -> None:
    first = browser.get("/nl/")
    same = browser.get("/nl/", headers={"if-none-match": first.headers["ETag"]})
    generations.raise_site()
    made_anew = browser.get("/nl/", headers={"if-none-match": first.headers["ETag"]})
    factories.digest(links=1)
    changed = browser.get("/nl/", headers={"if-none-match": first.headers["ETag"]})

    assert [same.status_code, made_anew.status_code, changed.status_code] == [304, 304, 200]
    assert same.content == b"" and same.headers["Cache-Control"] == first.headers["Cache-Control"]


def test_browser_asks_each_time_and_a_cdn_not_beyond_midnight(browser: Client, settings: Any) -> None:
    assert browser.get("/nl/").headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    settings.CDN_SECONDS = 600

    noon, night = datetime(2026, 11, 24, 11, 0, tzinfo=UTC), datetime(2026, 11, 24, 22, 58, tzinfo=UTC)

    assert pagecache.shared_for(noon) == ", s-maxage=600"
    assert pagecache.shared_for(night) == ", s-maxage=120"


def test_key_turns_at_midnight_of_the_magazine() -> None:
    before, after = (pagecache.ask(asking(), datetime(2026, 11, 24, 22, m, tzinfo=UTC)) for m in (59, 59))
    next_day = pagecache.ask(asking(), datetime(2026, 11, 24, 23, 0, tzinfo=UTC))

    assert before == after != next_day


def test_each_magazine_has_its_own_pages(browser: Client, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    root = Page.objects.get(depth=1).add_child(instance=Page(title="Ander", slug="ander"))
    Site.objects.create(hostname="ander.example", root_page=root)

    first = [browser.get("/nl/", headers={"host": host}).content for host in ("localhost", "ander.example")]
    kept = [browser.get("/nl/", headers={"host": host}).content for host in ("localhost", "ander.example")]

    assert first == kept and first[0] != first[1]


def test_full_disk_shows_the_page_all_the_same(browser: Client, settings: Any) -> None:
    settings.CACHES = {**settings.CACHES, "pages": {"BACKEND": "tests.fakes.FullDiskCache"}}

    assert browser.get("/nl/").status_code == 200
