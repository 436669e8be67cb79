"""Our own feeds: Atom, RSS and JSON Feed of a magazine, its digests, a section, a topic or an expert.

Comes in: a language, a kind and a key out of an address. Goes out: a document. `scopes` finds what the feed is of,
`entries` holds the registry by which each room says what it published there, `formats` writes.
"""
