"""Reading an article's text: which blocks come out, and what becomes of signs within a paragraph."""

import pytest

from demo import markup
from demo.markup import Block

TEXT = """Eerste alinea.

## Kop

> Een quote
> -- Iemand, bij een bedrijf

>> Uitgelicht

:::fact In cijfers
- een

- twee
:::

[picture kaart-zalen]
"""


def test_text_is_read_in_its_order():
    assert markup.blocks(TEXT) == (
        Block("paragraph", "Eerste alinea."),
        Block("heading", "Kop"),
        Block("quote", "Een quote", "Iemand, bij een bedrijf"),
        Block("pull_quote", "Uitgelicht"),
        Block("fact_box", "- een\n\n- twee", "In cijfers"),
        Block("picture", "kaart-zalen"),
    )


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("**vet** en *schuin*", "<p><b>vet</b> en <i>schuin</i></p>"),
        ("[naar](https://a.example/b)", '<p><a href="https://a.example/b">naar</a></p>'),
        ("[niet](javascript:x)", "<p>[niet](javascript:x)</p>"),
        ("- een\n- twee", "<ul><li>een</li><li>twee</li></ul>"),
        ("1. een\n2. twee", "<ol><li>een</li><li>twee</li></ol>"),
    ],
)
def test_rich_text_of(text, made):
    assert markup.rich(text) == made
