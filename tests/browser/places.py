"""The one list of what a reader can be shown, by kind and language; the tests of this folder walk over it.

`magazine_content` and `content` write what stands at these addresses. A public page that `tests.public_pages` knows
has a row here, which test_walk.py holds to.
"""

STORY = 7000  # its key, in an address that holds for ever
LANGUAGES = ("nl", "en")
ENDS = {
    "home": "",
    "section": "cloud/",
    "leaf of a section": "cloud/?page=2",
    "empty section": "leeg/",
    "article": "cloud/alles/",
    "article without a picture": "cloud/kaal/",
    "advertorial": "cloud/betaald/",
    "digest": "dag/",
    "standard page": "over/",
    "story": f"stories/{STORY}-bericht/",
    "topic": "topics/opslag/",
    "topics": "topics/",
    "series": "series/reeks/",
    "series_list": "series/",
    "expert": "experts/noor/",
    "experts": "experts/",
    "organisation": "organisations/vendor/",
    "organisations": "organisations/",
    "bot": "bot/",
    "feeds": "feeds/",
    "newsletters": "newsletters/",
    "missing page": "nergens/",
    "page that is gone": "cloud/weg/",
    "wrong link of a mail": "newsletters/confirm/niets/",
}
STATUS = {  # of what does not answer with 200
    "missing page": 404,
    "page that is gone": 410,
    "page of the other language": 404,
    "wrong link of a mail": 404,
}
PAGES = {language: {kind: f"/{language}/{end}" for kind, end in ENDS.items()} for language in LANGUAGES}
PAGES["nl"]["article with a long word"] = "/nl/cloud/artikel-2/"
PAGES["nl"]["page of the other language"] = "/nl/cloud/article/"
PAGES["en"]["page of the other language"] = "/en/cloud/artikel-1/"
KINDS = [(language, kind) for language, pages in PAGES.items() for kind in pages]
