"""This room's part of the preference page: each subscription of an address, to be changed, paused or ended.

Signed in at `mail.preferences` (apps.py). In comes a visit, out goes a part that shows, checks and saves.
"""

from __future__ import annotations

from mail.preferences import Visit
from newsletters import subscriptions
from newsletters.forms import PreferenceForm
from newsletters.models import Subscription
from newsletters.subscriptions import Trace

State = Subscription.State


class SubscriptionsPart:
    """See `mail.preferences.Part`."""

    template_name = "newsletters/preferences_part.html"

    def __init__(self, visit: Visit) -> None:
        known = list(visit.address.subscriptions.with_choices())
        self.trace = Trace(visit.now, visit.language, visit.url, visit.ip)
        self.forms = [_form(each, visit) for each in known if each.state in (State.ACTIVE, State.PAUSED)]
        self.waiting = [each for each in known if each.state == State.UNCONFIRMED]
        self.ended = [each for each in known if each.state == State.ENDED]

    def has_fields(self) -> bool:
        """Whether a subscription runs or is paused."""
        return bool(self.forms)

    def is_valid(self) -> bool:
        """Whether all that was posted can be saved; a subscription that the page did not show stays as it is."""
        return not [form for form in self._posted() if not form.is_valid()]

    def errors(self) -> list[tuple[str, str]]:
        """Where each error stands and what it says."""
        return [
            (f"{field.auto_id}_group" if field.use_fieldset else field.id_for_label, str(error))
            for form in self.forms
            for field in form
            for error in field.errors
        ]

    def save(self) -> None:
        """Keep every choice; repeating it changes nothing."""
        for form in self._posted():
            self._save(form)

    def _posted(self) -> list[PreferenceForm]:
        return [form for form in self.forms if form.is_bound]

    def _save(self, form: PreferenceForm) -> None:
        if form.cleaned_data["state"] == State.ENDED:
            subscriptions.end(form.subscription, self.trace)
            return
        subscriptions.change(form.subscription, form.choices(), self.trace)
        act = subscriptions.pause if form.cleaned_data["state"] == State.PAUSED else subscriptions.resume
        act(form.subscription, self.trace)


def _form(subscription: Subscription, visit: Visit) -> PreferenceForm:
    """Bound to what was posted, if the page that was posted showed this subscription."""
    form = PreferenceForm(subscription)
    is_posted = visit.data is not None and form.add_prefix("edition") in visit.data
    return PreferenceForm(subscription, visit.data) if is_posted else form
