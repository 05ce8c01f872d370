"""This app's rows of the access table. (`access.py` is the engine itself.)"""

from hiring.accounts.access import ADMINISTRATORS, EVERYONE, READ, WRITE, Row

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
    "accounts:invitation",
]

# Pages of allauth that this product has no use for: open to nobody.
CLOSED = [
    "account_confirm_email",
    "account_confirm_login_code",
    "account_email",
    "account_email_verification_sent",
    "account_reauthenticate",
    "account_set_password",
]

ROWS = [
    *(Row(route) for route in CLOSED),
    *(Row(route, public=True) for route in PUBLIC),
    *(
        Row(route, site=EVERYONE)
        for route in (
            "account_change_password",
            "accounts:home",
            "accounts:find",
            "accounts:view_save",
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
            "accounts:invitation_resend",
            "accounts:invitation_revoke",
            "accounts:user_edit",
            "accounts:user_activate",
            "accounts:user_deactivate",
            "accounts:team_list",
            "accounts:team_add",
            "accounts:team_edit",
            "accounts:organization",
        )
    ),
    # One's own, and for administrators what is shared: others get 404.
    Row("accounts:view_delete", site=EVERYONE, methods=WRITE, if_visible=True),
    Row("accounts:logo", site=EVERYONE, methods=READ),
    Row("accounts:logo", site=ADMINISTRATORS, methods=WRITE),
]
