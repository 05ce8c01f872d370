"""The HTML forms of email templates."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hiring.messaging import kinds
from hiring.messaging.models import Template
from hiring.ui.forms.edit_form import EditForm


class TemplateForm(EditForm, forms.ModelForm):
    kind = forms.ChoiceField(
        label=_("Used for"),
        help_text=_("The pages that send this kind of email offer the template."),
    )

    class Meta:
        model = Template
        fields = ["name", "kind", "subject", "body"]
        widgets = {"body": forms.Textarea(attrs={"rows": 16})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds.with_templates()  # type: ignore[attr-defined]

    def _post_clean(self) -> None:
        """The action checks and writes its own row: nothing is written to the instance here."""
