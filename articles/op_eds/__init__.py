"""Op-eds: a reader offers a text, an editor takes it up or declines it, the article that is made of it goes live.

`offering` and `deciding` are what happens to an `articles.models.OpEd`; each change of its state is one UPDATE that
only the right state lets through, and queues one mail (`answers`).
"""
