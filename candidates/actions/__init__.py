"""The verbs of this room: people, their documents, where they came from, who may see them."""

from candidates.actions.channels import edit_channel, load_channels, save_channel
from candidates.actions.documents import add_document, prune_files
from candidates.actions.intake import (
    ImportedCandidate,
    add_resume,
    choose_resume,
    import_resume,
    import_row,
)
from candidates.actions.people import (
    add_candidate,
    add_contact,
    clean_contact,
    edit_candidate,
    record_touch,
    remove_contact,
    set_contacts,
)
from candidates.actions.viewing import (
    admit_viewer,
    dismiss_viewer,
    grant_view,
    hide_candidate,
    show_candidate,
    withdraw_view,
)

__all__ = [
    "ImportedCandidate",
    "add_candidate",
    "add_contact",
    "add_document",
    "add_resume",
    "admit_viewer",
    "choose_resume",
    "clean_contact",
    "dismiss_viewer",
    "edit_candidate",
    "edit_channel",
    "grant_view",
    "hide_candidate",
    "import_resume",
    "import_row",
    "load_channels",
    "prune_files",
    "record_touch",
    "remove_contact",
    "save_channel",
    "set_contacts",
    "show_candidate",
    "withdraw_view",
]
