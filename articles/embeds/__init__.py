"""What stands at others and is shown within our articles: video of providers that we know, links to all else.

In: the addresses in an article's embed blocks. Out: `Embed` rows with the title and author that a provider names,
and an address for its player, made by us from `providers`. A provider's HTML is never stored, and nothing of it is
loaded before a reader asks. Words are fetched by the worker alone (`reading`).
"""
