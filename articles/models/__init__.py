"""What we publish: pages, pictures, and the rows that pages point at."""

from articles.models.advertorials import AdvertorialSlot
from articles.models.articles import ArticleAuthor, ArticleNote, ArticlePage, RelatedArticle
from articles.models.attachments import Attachment
from articles.models.embeds import Embed
from articles.models.generations import Generation
from articles.models.gone import GoneAddress
from articles.models.magazine import MagazineSettings, MenuLink
from articles.models.pages import HomeExpert, HomePage, HomePin, SectionPage
from articles.models.people import Expert, ExpertLink, Organisation
from articles.models.pictures import Picture, Rendition
from articles.models.rows import Section, Series, Topic
from articles.models.share_images import ShareImage
from articles.models.standard import StandardPage

__all__ = [
    "AdvertorialSlot",
    "ArticleAuthor",
    "ArticleNote",
    "ArticlePage",
    "Attachment",
    "Embed",
    "Expert",
    "ExpertLink",
    "Generation",
    "GoneAddress",
    "HomeExpert",
    "HomePage",
    "HomePin",
    "MagazineSettings",
    "MenuLink",
    "Organisation",
    "Picture",
    "RelatedArticle",
    "Rendition",
    "Section",
    "SectionPage",
    "Series",
    "ShareImage",
    "StandardPage",
    "Topic",
]
