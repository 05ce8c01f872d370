"""`{% may "pipeline:advance" application_id=application.pk as can_advance %}`"""

from django import template
from django.template import Context

from hiring.accounts import access

register = template.Library()


@register.simple_tag(takes_context=True)
def may(context: Context, route: str, method: str = "POST", **ids: int) -> bool:
    """Return whether the signed-in person may use the route on the object with these URL ids."""
    return access.may(context["request"], route, method, **ids)
