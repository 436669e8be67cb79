"""What curation keeps about people, for `accounts.personal_data`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.personal_data import Cookie, Entry, Kept

DECISIONS = Entry(
    key="curation.decisions",
    title=_("Decisions at the desk"),
    purpose=_("So that a colleague can see who took or dropped a story, and who added a source."),
    what=_("Which colleague decided what, and when."),
    kept=(
        Kept(
            what=_("the name in it"), until=_("until the account is deleted; the decision stays without it")
        ),
    ),
    recipients=_("Nobody outside the editorial office."),
    models=(
        "curation.AddedLink",
        "curation.Candidate",
        "curation.DigestPage",
        "curation.SourceProposal",
    ),
    cookies=(
        Cookie(
            name="vakblad-desk-keys-off",
            purpose=_("remembers that an editor switched off the keys of the desk; only in the CMS"),
            until=_("until you clear it in your browser"),
            is_storage=True,
        ),
    ),
)

ITEMS = Entry(
    key="curation.items",
    title=_("What others published"),
    purpose=_("To find the stories of the field and to lead readers to them."),
    what=_(
        "Titles, texts and names of authors as they stand in public feeds. Readers see the title, the name of the "
        "source, a link and at most 150 characters."
    ),
    kept=(
        Kept(what=_("what a feed told"), until=_("as long as the archive of digests and stories needs it")),
    ),
    recipients=_("Every reader, as far as it is printed."),
    models=("curation.Item",),
)
