"""One module per kind of source: network in, frozen entries out. No Django, no database."""
