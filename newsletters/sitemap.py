"""What this room tells search engines of: where one asks for a newsletter. `newsletters/apps.py` signs it in."""

from articles.sitemaps import ViewSitemap


class NewsletterSitemap(ViewSitemap):
    """The page of newsletters; all others of this room are one reader's."""

    names = ("newsletters",)
