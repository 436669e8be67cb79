"""The parts an article's text is made of. Each renders by the template of its name in templates/blocks/.

Texts of an article and of a standard page are streams of these; `articles.contents` reads such a stream (headings,
words), the tag `text_of` renders it. A block whose Meta says `not_read` names fields that take no minutes to read.
"""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from articles.blocks.data import ChartBlock, TableBlock
from articles.blocks.media import AudioBlock, DownloadBlock, EmbedBlock, VideoBlock
from articles.blocks.pictures import GalleryBlock, PictureBlock
from articles.blocks.text import (
    TEXT_FEATURES,
    CodeBlock,
    FactBoxBlock,
    PullQuoteBlock,
    QuoteBlock,
)


class TextBlocks(blocks.StreamBlock):
    paragraph = blocks.RichTextBlock(
        label=_("Paragraph"), group=_("Text"), features=TEXT_FEATURES, template="blocks/paragraph.html"
    )
    heading = blocks.CharBlock(
        label=_("Heading"), group=_("Text"), icon="title", max_length=120, template="blocks/heading.html"
    )
    picture = PictureBlock()
    quote = QuoteBlock()
    pull_quote = PullQuoteBlock()
    fact_box = FactBoxBlock()
    code = CodeBlock()
    table = TableBlock()
    chart = ChartBlock()
    gallery = GalleryBlock()
    video = VideoBlock()
    audio = AudioBlock()
    embed = EmbedBlock()
    download = DownloadBlock()
