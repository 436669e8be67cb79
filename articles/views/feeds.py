"""Addresses that machines read: feeds, sitemaps, robots.txt and security.txt."""

from datetime import timedelta

from django.contrib.sitemaps import views
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Site

from articles import sitemaps
from articles.characters import writable
from articles.feeds import entries, formats, scopes
from articles.models import MagazineSettings
from articles.public_pages import for_machines, public_page

SECURITY_FOR = timedelta(days=180)  # how long security.txt says it holds; RFC 9116 2.5.5 advises under a year


@public_page()
@require_safe
def feed(request: HttpRequest, kind: str, form: str, key: str = "") -> HttpResponse:
    """What was published in a magazine, a section, by an expert or on a topic, in the language of the address."""
    scope = scopes.find(request, scopes.Kind(kind), key)
    if scope is None:
        raise Http404
    text = formats.write(
        scope, entries.newest(scope), formats.Format(form), scope.site.root_url + request.path
    )
    return HttpResponse(text, content_type=formats.MEDIA_TYPES[formats.Format(form)])


@require_safe
def first_feed(request: HttpRequest) -> HttpResponse:
    """The magazine's Atom feed under its first address, which readers' programs may still know."""
    return redirect("feed", kind=scopes.Kind.MAGAZINE, form=formats.Format.ATOM, permanent=True)


@for_machines
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The index of the magazine's sitemaps."""
    answer = views.index(request, sitemaps.of(request), sitemap_url_name="sitemap")
    sitemaps.named_by(Site.find_for_request(request), (answer.context_data or {})["sitemaps"])
    return answer


@for_machines
def sitemap(request: HttpRequest, section: str) -> HttpResponse:
    """One file of at most 1,000 addresses; `?p=` counts them."""
    return views.sitemap(request, sitemaps.of(request), section)


@for_machines
def news_sitemap(request: HttpRequest) -> HttpResponse:
    """Own articles of the last two days, in both languages."""
    site = Site.find_for_request(request)
    found = {"articles": sitemaps.news(site, timezone.now()), "site": site}
    text = render_to_string("articles/news_sitemap.xml", found, request)
    return HttpResponse(writable(text), content_type="application/xml")


@for_machines
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers are asked to leave alone, and where the sitemaps are (RFC 9309)."""
    site = Site.find_for_request(request)
    return render(request, "articles/robots.txt", {"root": site.root_url}, content_type="text/plain")


@for_machines
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness (RFC 9116); not found while the operator named no address."""
    site = Site.find_for_request(request)
    magazine = MagazineSettings.for_site(site)
    address = magazine.security_email or magazine.contact_email
    if not address:
        raise Http404
    found = {"root": site.root_url, "address": address, "expires_on": timezone.localdate() + SECURITY_FOR}
    return render(request, "articles/security.txt", found, content_type="text/plain")
