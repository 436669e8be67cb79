"""Which names readers may go by: 2 to 60 characters, nobody's but their own (data-model.md, Display name).

In comes what somebody typed and who they are, out goes the name as it is kept, or a ValidationError in words.
A name is letters of one script with what stands between them; it is compared by its `skeleton`, in which case,
accents, spaces and look-alikes are gone (Unicode Technical Standard 39, "confusables": the part of it that Latin,
Cyrillic and Greek share, and what passes for a letter in ours). Called by the forms that ask for a name.
"""

from __future__ import annotations

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts import reserved_names
from accounts.models import NAME_LENGTH, User

SHORTEST = 2
MARKS_IN_A_ROW = 2
"""Combining marks that one letter may carry after composing; no name in use needs three."""

BETWEEN = " '’-.,"
"""What may stand between the letters of a name, and nowhere else."""

OF_THE_MAGAZINE = (
    "admin",
    "administrator",
    "beheer",
    "beheerder",
    "editor",
    "editors",
    "hoofdredactie",
    "hoofdredacteur",
    "moderator",
    "redacteur",
    "redactie",
    "uitgever",
    "vakblad",
)
"""Words that sound like the house."""

# Letters that look like ours, each before what it looks like. Case is told apart where it differs: Cyrillic "Н" is an
# H, its small form is not; what is left of upper case is folded afterwards.
PASSES_FOR = (
    "аa вb еe зe іi јj кk мm нh оo рp сc ѕs тt уy хx һh ԁd ԛq ԝw ґr ьb ӏl "  # Cyrillic
    "АA ВB ЕE ЗE ІI ЈJ КK МM НH ОO РP СC ЅS ТT УY ХX ЬB ӀL "
    "αa βb γy εe ηn ιi κk νv οo ρp τt υu χx ωw "  # Greek
    "ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX "
    "øo ØO đd ĐD ðd ÐD ħh ĦH ıi łl ŁL ŧt ŦT ĸk ŋn ɑa ɡg ɩi ſs "  # of our own script, with more than a mark
    "0o 1l 3e 4a 5s 7t 8b"
)
LOOKS_LIKE = str.maketrans({pair[0]: pair[1] for pair in PASSES_FOR.split()})
# Letters that pass for one another side by side; "i" comes last, since a capital I is an l.
PAIRS = (
    ("æ", "ae"),
    ("œ", "oe"),
    ("þ", "th"),
    ("rn", "m"),
    ("vv", "w"),
    ("cl", "d"),
    ("ij", "y"),
    ("i", "l"),
)


def clean(text: str, user: User | None) -> str:
    """Return the name as it is kept, "" for none. Raises ValidationError; `user` is None at signing up."""
    name = " ".join(unicodedata.normalize("NFKC", text).split())
    if not name:
        return ""
    refuse_length(name)
    refuse_characters(name)
    refuse_taken(name, user)
    return name


def refuse_length(name: str) -> None:
    """Two to sixty characters, of which two are letters."""
    if sum(character.isalpha() for character in name) < SHORTEST:
        raise ValidationError(_("Give a name of at least 2 letters, or none at all."), code="short")
    if len(name) > NAME_LENGTH:
        words = _("A name has at most %(most)s characters; this one has %(count)s.")
        raise ValidationError(words % {"most": NAME_LENGTH, "count": len(name)}, code="long")


def refuse_characters(name: str) -> None:
    """Letters of one script, marks on a letter, digits, and what stands between."""
    if unknown := next((each for each in name if not is_of_a_name(each)), ""):
        words = _(
            "A name holds letters, spaces, hyphens and apostrophes. This character cannot stay: %(character)s"
        )
        raise ValidationError(words % {"character": unknown}, code="character")
    if has_piled_marks(name):
        raise ValidationError(
            _("A letter of a name carries at most two marks, and no mark stands alone."), code="marks"
        )
    if len(scripts(name)) > 1:
        raise ValidationError(
            _("Write your name in one script: it now mixes letters that look alike."), code="script"
        )


def refuse_taken(name: str, user: User | None) -> None:
    """Nobody goes by a name of the house, of staff, of an expert or of an organisation."""
    wanted = skeleton(name)
    taken = {skeleton(each) for each in (*OF_THE_MAGAZINE, *reserved_names.for_user(user))}
    if wanted in taken:
        words = _(
            "This name, or one that looks like it, belongs to somebody of the magazine. Choose another one."
        )
        raise ValidationError(words, code="taken")


def is_of_a_name(character: str) -> bool:
    """Whether a character may stand in a name."""
    return character in BETWEEN or unicodedata.category(character)[0] in "LM" or character.isdecimal()


def has_piled_marks(name: str) -> bool:
    """Whether a combining mark stands without a letter, or on a pile."""
    row: int | None = None  # marks since the last letter; None where there is no letter to carry one
    for character in name:
        if not unicodedata.category(character).startswith("M"):
            row = 0 if character.isalpha() else None
            continue
        if row is None or row >= MARKS_IN_A_ROW:
            return True
        row += 1
    return False


def scripts(name: str) -> set[str]:
    """The scripts of the letters, as Unicode's names of them begin: LATIN, CYRILLIC, GREEK ...

    Japanese writes three together.
    """
    found = {unicodedata.name(each, "?").split()[0] for each in name if each.isalpha()}
    return {"CJK" if script in ("HIRAGANA", "KATAKANA", "CJK") else script for script in found}


def skeleton(name: str) -> str:
    """What is left of a name when case, accents, spaces and look-alikes are gone; equal for names that look alike."""
    looks = unicodedata.normalize("NFKD", name).translate(LOOKS_LIKE)
    bare = unicodedata.normalize("NFKD", looks).casefold().translate(LOOKS_LIKE)
    letters = "".join(each for each in bare if each.isalnum())
    for pair, one in PAIRS:
        letters = letters.replace(pair, one)
    return letters
