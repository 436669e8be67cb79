"""A publisher chooses the advertorial of each edition on the issue's page, while the issue is a draft."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from newsletters import advertorials
from newsletters.exceptions import NewslettersError
from newsletters.views import words
from newsletters.views.issue_forms import AdvertorialsForm
from newsletters.views.issues import find, may_decide, render


@require_POST
@may_decide
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Give each edition the advertorial that was chosen; what cannot be chosen any more is said at its field."""
    issue = find(request, pk, deciding=True)
    form = AdvertorialsForm(issue, request.POST)
    if not form.is_valid():
        return render(request, "advertorials", words.title(issue), {"issue": issue, "form": form})
    try:
        advertorials.choose(issue, form.cleaned_data, request.user, timezone.now())
    except NewslettersError as error:
        messages.error(request, words.refusal(error))
    else:
        messages.success(request, _("The advertorials of the issue were saved."))
    return redirect("issues:issue", pk)
