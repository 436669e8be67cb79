"""Further magazines in the same installation: an operator fills in one form of the CMS and a magazine is there.

`making` makes it, `first_pages` holds what it says of itself until its editors know better; `forms` and `viewsets`
are the pages of the CMS. Newsletters and sources are added afterwards, in their own rooms.
"""
