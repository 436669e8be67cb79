"""The room of what others publish, made into digests."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CurationConfig(AppConfig):
    name = "curation"
    verbose_name = _("Curation")

    def ready(self) -> None:
        from wagtail.signals import page_published

        from accounts import personal_data, roles
        from articles import appearances, generations, gone, renaming, sitemaps, structured
        from articles.feeds import entries
        from articles.models import Topic
        from curation import feed, filing, kept, public_stories
        from curation.models import DigestLink, DigestPage, FiledLink, Item, RankingWeights, Source, Story
        from curation.published import ShownDigest
        from curation.structured import digest, story
        from curation.timeline import ShownStory

        personal_data.register(kept.DECISIONS)
        personal_data.register(kept.ITEMS)
        roles.register(roles.EDITOR, ["curation.use_desk"])
        roles.register(roles.OPERATOR, ["curation.manage_sources", "curation.change_rankingweights"])
        entries.register("curation", feed.digests)
        sitemaps.register("stories", feed.StorySitemap)
        structured.register(ShownDigest, digest)
        structured.register(ShownStory, story)
        appearances.register("digests", filing.conditions)
        generations.register(DigestPage, DigestLink, RankingWeights, Source, Story)
        generations.register_written_in_bulk(FiledLink, Item)
        renaming.register(Topic, filing.rename)
        page_published.connect(filing.file_page, sender=DigestPage, dispatch_uid="curation.filing")
        gone.register("stories", public_stories.shown_by)
        # Once more, now that its links are filed and its topics can be found.
        page_published.connect(gone.page_published, sender=DigestPage, dispatch_uid="curation.gone")
