"""The verbs that edit competencies, role archetypes, organisation archetypes and shifts.

Openings copied what they needed when they were made: no verb here changes one.
"""

from .competencies import (
    create_competency,
    restore_competency,
    retire_competency,
    save_competency,
)
from .loops import set_default_loop, set_default_stages
from .organisations import (
    create_organisation,
    restore_organisation,
    retire_organisation,
    save_organisation,
)
from .profiles import set_profile
from .roles import copy_role, create_role, restore_role, retire_role, save_role
from .shifts import create_shift, restore_shift, retire_shift, save_shift
from .taking import take_catalogue_text

__all__ = [
    "copy_role",
    "create_competency",
    "create_organisation",
    "create_role",
    "create_shift",
    "restore_competency",
    "restore_organisation",
    "restore_role",
    "restore_shift",
    "retire_competency",
    "retire_organisation",
    "retire_role",
    "retire_shift",
    "save_competency",
    "save_organisation",
    "save_role",
    "save_shift",
    "set_default_loop",
    "set_default_stages",
    "set_profile",
    "take_catalogue_text",
]
