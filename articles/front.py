"""What stands on the front of a magazine beside its digests: articles, the advertorial, a series, experts.

Comes in: a home page, stored or a draft in a preview, and the time. Goes out: what an editor pinned before what is
newest, the advertorial whose time it is, the parts of the chosen series, and the experts: the chosen ones, or whoever
wrote what is shown. Four queries, however much there is. Called by the tag `front`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from articles.appearances import appearing
from articles.gathering import authors, hold
from articles.listing import ROW, in_whole_rows
from articles.models import AdvertorialSlot, ArticlePage, Expert, HomeExpert, HomePage, HomePin
from articles.models.advertorials import Moment
from articles.related import in_memory

ARTICLES = 2 * ROW
PARTS = 5  # the last ones of a long series
EXPERTS = 6


@dataclass(frozen=True, slots=True)
class Front:
    """What home shows beside digests; `leading` is the first row of articles, with pictures."""

    leading: list[ArticlePage]
    further: list[ArticlePage]
    advertorial: ArticlePage | None
    parts: list[ArticlePage]
    experts: list[Expert]


def front(home: HomePage, now: Moment) -> Front:
    """Read and order what the front shows."""
    found = list(candidates(home, now))
    paid = next((one for one in found if one.is_advertorial), None)
    news = sorted((one for one in found if not one.is_advertorial), key=place)
    shown = in_whole_rows(news[:ARTICLES])
    fill([*shown, paid] if paid else shown)
    parts = [one for one in news if home.series_id and one.series_id == home.series_id and one.part]
    parts.sort(key=lambda one: one.part)
    return Front(shown[:ROW], shown[ROW:], paid, parts[-PARTS:], experts(home, shown))


def candidates(home: HomePage, now: Moment) -> QuerySet[ArticlePage]:
    """Everything that the front may show: one query, which reads no texts."""
    live = ArticlePage.objects.live().each_once(home.path)
    newest = live.news().order_by("-first_published_at", "-pk").values("pk")[:ARTICLES]
    parts = live.news().filter(series=home.series_id, part__isnull=False).order_by("-part").values("pk")
    paid = AdvertorialSlot.objects.shown_at(now).filter(home=home).values("article")[:1]
    fitting = Q(pk__in=newest) | Q(pk__in=paid) | Q(pinned_at__isnull=False, kind=ArticlePage.Kind.ARTICLE)
    if home.series_id:
        fitting |= Q(pk__in=parts[:PARTS])
    marked = live.annotate(pinned_at=placed(home, "pins", HomePin, "article")).filter(fitting)
    return marked.select_related("locale", "sponsor", "picture").defer("body")


def placed(
    home: HomePage, relation: str, model: type[HomePin] | type[HomeExpert], key: str
) -> Case | Subquery:
    """The place of the row of the outer query in a list of `home`, of the draft in a preview; null without one."""
    drafted = in_memory(home, relation)
    if drafted is None:
        stored = model.objects.filter(home=home.pk, **{key: OuterRef("pk")})
        return Subquery(stored.values(place=Coalesce("sort_order", 0))[:1])
    places = [When(pk=getattr(row, f"{key}_id"), then=Value(place)) for place, row in enumerate(drafted)]
    return Case(*places, default=None, output_field=IntegerField())


def place(article: ArticlePage) -> tuple[bool, float, float, int]:
    """Pinned articles first, in the editor's order; then the newest."""
    is_pinned = article.pinned_at is not None
    at = article.first_published_at.timestamp() if article.first_published_at else 0.0
    return (not is_pinned, article.pinned_at if is_pinned else 0, -at, -article.pk)


def fill(articles: Sequence[ArticlePage]) -> None:
    """Give the articles their authors and topics, in two queries."""
    written = authors(articles)
    topics = defaultdict(list)
    filed = ArticlePage.topics.through.objects.filter(articlepage__in=articles)
    for row in filed.select_related("topic").order_by("topic__name_nl"):
        topics[row.articlepage_id].append(row.topic)
    for article in articles:
        hold(article, "authors", written[article.pk])
        hold(article, "topics", topics[article.pk])


def experts(home: HomePage, shown: Sequence[ArticlePage]) -> list[Expert]:
    """The experts whom the editor chose and who have a page here; else the authors of what is shown."""
    chosen = Expert.objects.annotate(chosen_at=placed(home, "chosen_experts", HomeExpert, "expert"))
    there = appearing(chosen.filter(chosen_at__isnull=False), home).order_by("chosen_at", "pk")
    found = list(there.select_related("organisation", "portrait")[:EXPERTS])
    writing = {author.expert_id: author.expert for article in shown for author in article.authors.all()}
    return found or list(writing.values())[:EXPERTS]
