"""`manage.py list_api_tokens [EMAIL]` prints the tokens that still work."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hiring.accounts.models import ApiToken, User


class Command(BaseCommand):
    help = "Print the API tokens that still work: ID, user, name, expiry, last use and scope."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", nargs="?")

    def handle(self, *, email: str | None, **options: Any) -> None:
        tokens = ApiToken.objects.live().select_related("user")
        if email:
            user = User.objects.with_address(email).first()
            if user is None:
                raise CommandError(f"there is no user with the address {email}", returncode=2)
            tokens = tokens.filter(user=user)
        for token in tokens:
            self.stdout.write("\t".join(_columns(token)))


def _columns(token: ApiToken) -> list[str]:
    used = f"{token.last_used_at:%Y-%m-%d}" if token.last_used_at else "never"
    return [
        str(token.pk),
        token.user.email,
        token.name,
        f"expires {token.expires_at:%Y-%m-%d}",
        f"last used {used}",
        "read-only" if token.read_only else "read and write",
    ]
