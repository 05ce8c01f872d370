"""The rooms that interviews can be booked in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hiring.accounts.requests import StaffRequest
from hiring.activity.actions import Refused
from hiring.activity.editing import EditConflict
from hiring.scheduling import actions
from hiring.scheduling.forms import RoomForm
from hiring.scheduling.models import Room


@require_safe
def room_list(request: StaffRequest) -> HttpResponse:
    return render(request, "scheduling/room_list.html", {"rooms": Room.objects.all()})


def room_add(request: StaffRequest) -> HttpResponse:
    return _form(request, None)


def room_edit(request: StaffRequest, room_id: int) -> HttpResponse:
    return _form(request, get_object_or_404(Room, pk=room_id))


@require_POST
def room_archive(request: StaffRequest, room_id: int) -> HttpResponse:
    """Archive a room, or take it back."""
    room = get_object_or_404(Room, pk=room_id)
    is_archived = request.POST.get("archived") == "true"
    actions.archive_room(room=room, is_archived=is_archived, actor=request.user)
    messages.success(request, _("Saved."))
    return redirect("scheduling:room_list")


def _form(request: StaffRequest, room: Room | None) -> HttpResponse:
    form = RoomForm(request.POST or None, instance=room)
    if form.is_valid():
        try:
            present = Room.objects.get(pk=room.pk) if room else None
            actions.save_room(
                room=present,
                actor=request.user,
                seen=form.seen if room else None,
                **form.cleaned_data,
            )
        except EditConflict as conflict:
            now = RoomForm(instance=Room.objects.get(pk=form.instance.pk))
            form.ask(now, conflict.fields, str(conflict))
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal.message))
        else:
            messages.success(request, _("Saved."))
            return redirect("scheduling:room_list")
    status = 400 if form.is_bound else 200
    context = {"form": form, "room": Room.objects.filter(pk=room.pk).first() if room else None}
    return render(request, "scheduling/room_form.html", context, status=status)
