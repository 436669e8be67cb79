"""The article: what an expert wrote, or what a sponsor paid for, in one language."""

from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet

from articles import contents, panels
from articles.blocks import TextBlocks
from articles.models.people import Expert, Organisation
from articles.models.publishing import AsksFirst
from articles.models.rows import Series, Topic

WORDS_PER_MINUTE = 230  # silent reading of non-fiction, Brysbaert 2019 (238 for English, less for a screen)


class ArticleQuerySet(PageQuerySet):
    def news(self) -> Self:
        """What the magazine itself chose to print: everything but advertorials."""
        return self.exclude(kind=ArticlePage.Kind.ADVERTORIAL)

    def advertorials(self) -> Self:
        """What a sponsor paid for."""
        return self.filter(kind=ArticlePage.Kind.ADVERTORIAL)

    def each_once(self, path: str) -> Self:
        """Those below a tree path; an alias is left out where its original stands there too."""
        return self.filter(path__startswith=path).exclude(alias_of__path__startswith=path)


class ArticlePage(AsksFirst, Page):
    """An article or an advertorial. The section is the page that it stands below."""

    class Kind(models.TextChoices):
        ARTICLE = "article", _("article")
        ADVERTORIAL = "advertorial", _("advertorial")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.ARTICLE)
    sponsor = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sponsored",
        verbose_name=_("sponsor"),
        help_text=_("An advertorial cannot be published without one."),
    )
    kicker = models.CharField(_("kicker"), max_length=60, blank=True)
    standfirst = models.TextField(_("standfirst"), max_length=400)
    picture = models.ForeignKey(
        "articles.Picture",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
        help_text=_(
            "Without one the article opens with its text alone; where lists show pictures, and when it is shared,"
            " the pattern of the first topic takes its place."
        ),
    )
    picture_caption = models.CharField(_("caption"), max_length=250, blank=True)
    body = StreamField(TextBlocks(), verbose_name=_("text"))
    topics = ParentalManyToManyField(Topic, blank=True, related_name="articles", verbose_name=_("topics"))
    organisations = ParentalManyToManyField(
        Organisation, blank=True, related_name="articles", verbose_name=_("organisations mentioned")
    )
    series = models.ForeignKey(
        Series,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("series"),
    )
    part = models.PositiveSmallIntegerField(
        _("part"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=1, editable=False)

    objects = PageManager.from_queryset(ArticleQuerySet)()

    parent_page_types = ["articles.SectionPage"]
    subpage_types: list[str] = []
    private_page_options: list[str] = []
    edit_handler = panels.ARTICLE
    preview_sizes = panels.PREVIEW_SIZES

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def full_clean(self, *args: object, **kwargs: object) -> None:
        self.minutes = minutes_to_read(self.plain_text())
        super().full_clean(*args, **kwargs)

    @property
    def is_advertorial(self) -> bool:
        """Whether a sponsor paid for it."""
        return self.kind == self.Kind.ADVERTORIAL

    def plain_text(self) -> str:
        """Standfirst and text without markup, in the order of reading."""
        return f"{self.standfirst} {contents.readable(self.body)}"

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """None: no page of ours can be private (`private_page_options`), so none of the pages above is asked."""
        return PageViewRestriction.objects.none()


def refuse_advertorial(page_id: int | None, field: str) -> None:
    """Raise ValidationError at `field` where an advertorial was chosen: it would never be shown there."""
    if ArticlePage.objects.advertorials().filter(pk=page_id).exists():
        raise ValidationError({field: _("A publisher places advertorials, in their slots.")})


def minutes_to_read(text: str) -> int:
    """Whole minutes, rounded up, at least one."""
    return max(1, -(-len(text.split()) // WORDS_PER_MINUTE))


class ArticleAuthor(Orderable):
    """One author of an article; the order is the order of the byline."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="authors")
    expert = models.ForeignKey(
        Expert, on_delete=models.PROTECT, related_name="articles", verbose_name=_("expert")
    )

    panels = [FieldPanel("expert")]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["page", "expert"], name="articles_author_once_per_article")
        ]


class ArticleNote(models.Model):
    """What was added or put right after publishing, shown with its date."""

    class Kind(models.TextChoices):
        UPDATE = "update", _("update")
        CORRECTION = "correction", _("correction")

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.UPDATE)
    noted_on = models.DateField(_("date"), default=timezone.localdate)
    text = models.TextField(_("text"), max_length=600)

    panels = [FieldRowPanel([FieldPanel("kind"), FieldPanel("noted_on")]), FieldPanel("text")]

    class Meta:
        ordering = ["noted_on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.noted_on}"


class RelatedArticle(Orderable):
    """An article that the editor chose to stand below another one."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="related_links")
    article = models.ForeignKey(
        ArticlePage, on_delete=models.CASCADE, related_name="+", verbose_name=_("article")
    )

    panels = [PageChooserPanel("article")]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["page", "article"], name="articles_related_once_per_article")
        ]

    def __str__(self) -> str:
        return str(self.article)

    def clean(self) -> None:
        """An article is not related to itself, nor to what a sponsor paid for."""
        super().clean()
        if self.article_id is not None and self.article_id == self.page_id:
            raise ValidationError({"article": _("Choose another article than this one.")})
        refuse_advertorial(self.article_id, "article")
