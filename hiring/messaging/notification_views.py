"""What one was told, and how one wants to hear of each kind."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hiring.accounts.requests import StaffRequest
from hiring.messaging import notifications
from hiring.messaging.models import Channel, Notification
from hiring.ui.pagination import keyset_page


@require_safe
def notification_list(request: StaffRequest) -> HttpResponse:
    own = Notification.objects.of(request.user)
    page = keyset_page(
        own,
        order=("-created_at", "-id"),
        cursor=request.GET.get("cursor"),
        params=request.GET,
    )
    context = {"page": page, "has_unread": own.unread().exists()}
    return render(request, "messaging/notifications.html", context)


@require_safe
def notification_open(request: StaffRequest, notification_id: int) -> HttpResponse:
    """Lead to what it is about, and mark it as read."""
    own = Notification.objects.of(request.user)
    notification = get_object_or_404(own, pk=notification_id)
    notifications.mark_read(own.filter(pk=notification.pk))
    return redirect(notification.link or "messaging:notifications")


@require_POST
def notifications_read(request: StaffRequest) -> HttpResponse:
    notifications.mark_read(Notification.objects.of(request.user))
    return redirect("messaging:notifications")


@require_http_methods(["GET", "HEAD", "POST"])
def notification_settings(request: StaffRequest) -> HttpResponse:
    if request.method == "POST":
        for kind, _label, _now in notifications.settings_of(request.user):
            wanted = request.POST.get(kind, "")
            if wanted in Channel:
                notifications.set_channel(user=request.user, kind=kind, channel=wanted)
        messages.success(request, _("Saved."))
        return redirect("messaging:notification_settings")
    context = {"kinds": notifications.settings_of(request.user), "channels": Channel.choices}
    return render(request, "messaging/notification_settings.html", context)
