"""Descriptions of our pages: the front, a section, an article or advertorial, a page about the magazine."""

from django.http import HttpRequest
from django.utils.formats import date_format

from articles import labels, listing, share_images
from articles.models import ArticleNote, ArticlePage, HomePage, MagazineSettings, SectionPage, StandardPage
from articles.structured import Data
from articles.structured.parts import dates, organisation, path_to_page, person, publisher, root_url, widest


def home(page: HomePage, request: HttpRequest) -> list[Data]:
    """WebSite and its publisher, with whom to write to."""
    magazine = MagazineSettings.for_request(request)
    site = {
        "@type": "WebSite",
        "@id": f"{root_url(request)}/#website",
        "name": magazine.name,
        "description": magazine.tagline,
        "url": page.get_full_url(request),
        "inLanguage": page.locale.language_code,
        "publisher": {"@id": f"{root_url(request)}/#publisher"},
    }
    contact = {
        "email": magazine.contact_email,
        "telephone": magazine.telephone,
        "address": magazine.postal_address,
    }
    return [site, publisher(request) | contact]


def section(page: SectionPage, request: HttpRequest) -> list[Data]:
    """CollectionPage of a section."""
    collection = {
        "@type": "CollectionPage",
        "name": page.section.name,
        "description": page.introduction,
        "url": page.get_full_url(request),
        "inLanguage": page.locale.language_code,
        "publisher": publisher(request),
    }
    return [collection, path_to_page(request, page)]


def standard(page: StandardPage, request: HttpRequest) -> list[Data]:
    """WebPage."""
    described = {
        "@type": "WebPage",
        "name": page.title,
        "url": page.get_full_url(request),
        "inLanguage": page.locale.language_code,
        "publisher": publisher(request),
    }
    return [described | dates(page), path_to_page(request, page)]


def article(page: ArticlePage, request: HttpRequest) -> list[Data]:
    """NewsArticle, or AdvertiserContentArticle with who paid for it (https://schema.org/AdvertiserContentArticle)."""
    section = listing.section_of(page)
    url = (page.alias_of or page).get_full_url(request)
    described = {
        "@type": "AdvertiserContentArticle" if page.is_advertorial else "NewsArticle",
        "@id": f"{url}#article",
        "headline": labels.labelled_title(page),
        "description": page.standfirst,
        "inLanguage": page.locale.language_code,
        "url": url,
        "mainEntityOfPage": url,
        "articleSection": section.title if section else "",
        "keywords": [topic.name for topic in page.topics.all()],
        "image": images(page, request),
        "author": [person(author.expert, request) for author in listing.byline(page)],
        "publisher": publisher(request),
        "sponsor": organisation(page.sponsor, request) if page.is_advertorial and page.sponsor else {},
        "timeRequired": f"PT{page.minutes}M",
        "isPartOf": part_of_series(page, request),
        "correction": [correction(note) for note in page.notes.all()],
        "isAccessibleForFree": True,
    }
    return [described | dates(page), path_to_page(request, page, section)]


def images(page: ArticlePage, request: HttpRequest) -> list[str]:
    """Addresses of what may stand beside a link to the article: its share image, and its picture at its widest."""
    share = share_images.of(page, root_url(request))
    return [*([share.url] if share else []), *widest(page.picture, "lead", request)]


def part_of_series(page: ArticlePage, request: HttpRequest) -> Data:
    """CreativeWorkSeries that an article is a part of."""
    if page.series is None:
        return {}
    url = root_url(request) + page.series.get_absolute_url()
    return {"@type": "CreativeWorkSeries", "name": page.series.name, "url": url}


def correction(note: ArticleNote) -> Data:
    """CorrectionComment: what was put right or added, and when (https://schema.org/CorrectionComment)."""
    return {
        "@type": "CorrectionComment",
        "text": note.text,
        "datePublished": note.noted_on.isoformat(),
        "name": f"{note.get_kind_display()} {date_format(note.noted_on)}",
    }
