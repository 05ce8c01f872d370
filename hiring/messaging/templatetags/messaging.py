"""Texts of mails with their merge fields marked."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join, urlize
from django.utils.safestring import SafeString

from hiring.messaging import merge_fields
from hiring.messaging.merge_fields import Part

register = template.Library()


@register.simple_tag
def letter_text(parts: Iterable[Part]) -> SafeString:
    """The text as it will be read: filled fields marked, those without a value by their name."""
    return format_html_join("", "{}", ((_marked(part),) for part in parts))


def _marked(part: Part) -> SafeString:
    if not part.field:
        return SafeString(urlize(part.text, autoescape=True))
    if part.is_missing:
        label = merge_fields.label_of(part.field)
        return format_html('<mark class="field-missing">{}</mark>', label)
    return format_html('<span class="field-filled">{}</span>', part.text)
