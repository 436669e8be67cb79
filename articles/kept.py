"""What articles and the CMS keep about people, for `accounts.personal_data`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.personal_data import Cookie, Entry, Kept

EXPERTS = Entry(
    key="articles.experts",
    title=_("Experts who write for us"),
    purpose=_("To say who wrote an article and why we think they know."),
    what=_("Name, role, organisation, field, biography, portrait and links, as the expert gave them to us."),
    kept=(
        Kept(what=_("the byline"), until=_("as long as the articles stand in the archive")),
        Kept(what=_("the link with an account"), until=_("until the account is deleted")),
    ),
    recipients=_("Every reader: it is published."),
    models=("articles.Expert",),
)

WORK = Entry(
    key="articles.work",
    title=_("Work in the CMS"),
    purpose=_(
        "So that it can be seen who changed, approved or published a page, and so that a version can be restored."
    ),
    what=_(
        "Which colleague made which version, uploaded which file, wrote which remark in the margin, and when."
    ),
    kept=(
        Kept(what=_("the name in it"), until=_("until the account is deleted; the versions stay without it")),
        Kept(
            what=_("the log of decisions"),
            until=_("for good; after the account it holds a number without a name"),
        ),
    ),
    recipients=_("Nobody outside the editorial office."),
    models=(
        "articles.ArticlePage",
        "articles.Attachment",
        "articles.HomePage",
        "articles.Picture",
        "articles.SectionPage",
        "articles.StandardPage",
        "wagtailcore.Comment",
        "wagtailcore.CommentReply",
        "wagtailcore.ModelLogEntry",
        "wagtailcore.Page",
        "wagtailcore.PageLogEntry",
        "wagtailcore.PageSubscription",
        "wagtailcore.Revision",
        "wagtailcore.TaskState",
        "wagtailcore.UploadedFile",
        "wagtailcore.WorkflowState",
        "wagtaildocs.Document",
        "wagtailimages.Image",
    ),
)

READING = Entry(
    key="articles.reading",
    title=_("Reading the magazine"),
    purpose=_("To show you a page."),
    what=_(
        "Nothing about you: a public page is the same for everybody and sets no cookie. A video or audio player of "
        "somebody else is fetched only when you press “Play here”; from then on that provider sees your IP address."
    ),
    kept=(Kept(what=_("your visit"), until=_("not at all")),),
    recipients=_("The provider of a player, when you ask for it."),
    cookies=(
        Cookie(
            name="theme",
            purpose=_("remembers that you chose light or dark; set only when you choose"),
            until=_("until you clear it in your browser"),
            is_storage=True,
        ),
    ),
)
