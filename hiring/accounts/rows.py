"""This app's rows of the access table. (`access.py` is the engine itself.)"""

from hiring.accounts.access import ADMINISTRATORS, EVERYONE, READ, Row

PUBLIC = [
    "healthz",
    "account_login",
    "account_logout",
    "account_signup",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
]

ROWS = [
    *(Row(route, public=True) for route in PUBLIC),
    *(
        Row(route, site=EVERYONE)
        for route in (
            "account_change_password",
            "account_reauthenticate",
            "accounts:home",
            "accounts:profile",
            "accounts:token_create",
            "accounts:token_revoke",
        )
    ),
    *(
        Row(route, site=ADMINISTRATORS)
        for route in (
            "accounts:user_list",
            "accounts:user_add",
            "accounts:user_edit",
            "accounts:user_activate",
            "accounts:user_deactivate",
            "accounts:team_list",
            "accounts:team_add",
            "accounts:team_edit",
        )
    ),
    Row("api:schema", site=EVERYONE, methods=READ),
    Row("api:docs", site=EVERYONE, methods=READ),
]
