"""What a reader fills in: to ask for a newsletter, and on the preference page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from articles.models import Topic
from mail.models import normalise
from newsletters.models import Newsletter, Subscription
from newsletters.models.lists import Cadence
from newsletters.subscriptions import Choices, choices_of

EDITIONS = [("nl", "Nederlands"), ("en", "English")]
"""Each in its own language."""

WRONG_ADDRESS = _("Enter a mail address, such as name@company.nl")
ACCENTS = _(
    "The part before the @ holds a letter with an accent or a letter of another script. "
    "We cannot send mail to such addresses yet; enter another one"
)


class AddressField(forms.EmailField):
    """A mail address as it is stored: lower case, host in punycode."""

    def clean(self, value: Any) -> str:
        local = str(value or "").strip().rpartition("@")[0]
        if not local.isascii():
            raise ValidationError(ACCENTS, code="accents")
        return normalise(super().clean(normalise(str(value or ""))))


class TopicsField(forms.ModelMultipleChoiceField):
    """Topics by their name in the reader's language."""

    def label_from_instance(self, obj: Topic) -> str:
        return obj.name


class ChoicesForm(forms.Form):
    """What can be chosen of any newsletter."""

    cadence = forms.ChoiceField(
        label=_("How often"),
        choices=[(value, capfirst(label)) for value, label in Cadence.choices],
        initial=Cadence.DAILY,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose daily or weekly")},
    )
    minutes = forms.TypedChoiceField(
        label=_("How many minutes"),
        help_text=_("A mail holds what you can read in this time."),
        choices=Subscription.Minutes.choices,
        coerce=int,
        initial=Subscription.Minutes.FIVE,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose 3, 5 or 10 minutes")},
    )
    topics = TopicsField(
        label=_("Topics"),
        help_text=_("What you tick comes first. Tick nothing to follow everything."),
        queryset=Topic.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    edition = forms.ChoiceField(
        label=_("Edition"),
        help_text=_("The language of our headlines and articles."),
        choices=EDITIONS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an edition")},
    )
    has_other_language = forms.BooleanField(
        label=_("Links to texts in the other language too"), required=False, initial=True
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "nl"
        self.fields["topics"].queryset = Topic.objects.order_by(f"name_{language}")  # type: ignore[attr-defined]
        self.fields["edition"].initial = language

    def choices(self) -> Choices:
        """What was chosen, once the form is valid."""
        return Choices(
            cadence=self.cleaned_data["cadence"],
            edition=self.cleaned_data["edition"],
            has_other_language=self.cleaned_data["has_other_language"],
            minutes=self.cleaned_data["minutes"],
            topics=frozenset(self.cleaned_data["topics"]),
        )


class SubscribeForm(ChoicesForm):
    """A stranger asks for one or more newsletters of a magazine."""

    email = AddressField(
        label=_("Mail address"),
        help_text=_("We send one mail to it, to ask whether this is you."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}),
        error_messages={"required": WRONG_ADDRESS, "invalid": WRONG_ADDRESS},
    )
    newsletters = forms.ModelMultipleChoiceField(
        label=_("Newsletters"),
        queryset=Newsletter.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one newsletter")},
    )
    field_order = ["email", "newsletters", "cadence", "minutes", "topics", "edition", "has_other_language"]

    def __init__(self, site: Site, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Newsletter.objects.filter(site=site).order_by("pk")
        self.fields["newsletters"].queryset = offered  # type: ignore[attr-defined]
        self.fields["newsletters"].initial = offered[:1]


class PreferenceForm(ChoicesForm):
    """A reader changes, pauses or ends one subscription."""

    state = forms.ChoiceField(
        label=_("Sending"),
        choices=[
            (Subscription.State.ACTIVE, _("Send it")),
            (Subscription.State.PAUSED, _("Pause it, until I choose otherwise")),
            (Subscription.State.ENDED, _("End it")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether we send it")},
    )

    def __init__(self, subscription: Subscription, data: Any = None) -> None:
        chosen = choices_of(subscription)
        initial = {
            "cadence": chosen.cadence,
            "edition": chosen.edition,
            "has_other_language": chosen.has_other_language,
            "minutes": chosen.minutes,
            "topics": [topic.pk for topic in chosen.topics],
            "state": subscription.state,
        }
        super().__init__(data, prefix=f"subscription-{subscription.pk}", initial=initial)
        self.fields["edition"].initial = chosen.edition
        self.subscription = subscription
