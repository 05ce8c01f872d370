"""Pages that edit competencies, role archetypes, organisation archetypes and shifts."""

from .competencies import competency_edit, competency_new
from .loops import role_loop, role_stages, role_variants
from .organisations import organisation_detail, organisation_edit, organisation_new
from .profiles import role_profile
from .roles import role_copy, role_edit, role_new, role_pitch
from .shifts import shift_edit, shift_list, shift_new
from .standing import (
    competency_restore,
    competency_retire,
    competency_take,
    organisation_restore,
    organisation_retire,
    organisation_take,
    role_restore,
    role_retire,
    role_take,
    shift_restore,
    shift_retire,
    shift_take,
)

__all__ = [
    "competency_edit",
    "competency_new",
    "competency_restore",
    "competency_retire",
    "competency_take",
    "organisation_detail",
    "organisation_edit",
    "organisation_new",
    "organisation_restore",
    "organisation_retire",
    "organisation_take",
    "role_copy",
    "role_edit",
    "role_loop",
    "role_new",
    "role_pitch",
    "role_profile",
    "role_restore",
    "role_retire",
    "role_stages",
    "role_take",
    "role_variants",
    "shift_edit",
    "shift_list",
    "shift_new",
    "shift_restore",
    "shift_retire",
    "shift_take",
]
