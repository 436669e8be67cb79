"""What we publish: pages, pictures, and the rows that pages point at."""

from articles.models.pages import ArticleAuthor, ArticlePage, HomePage, SectionPage
from articles.models.pictures import Attachment, Picture, Rendition
from articles.models.rows import Expert, MagazineSettings, Organisation, Section, Topic

__all__ = [
    "ArticleAuthor",
    "ArticlePage",
    "Attachment",
    "Expert",
    "HomePage",
    "MagazineSettings",
    "Organisation",
    "Picture",
    "Rendition",
    "Section",
    "SectionPage",
    "Topic",
]
