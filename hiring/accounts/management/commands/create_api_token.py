"""`manage.py create_api_token EMAIL` prints a new token."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hiring.accounts.actions import create_token
from hiring.accounts.models import MAX_TOKEN_DAYS, TOKEN_DAYS, User


class Command(BaseCommand):
    help = "Print a new API token for a user. It is shown only once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="command line")
        parser.add_argument(
            "--days",
            type=int,
            default=TOKEN_DAYS,
            help=f"days until it expires, {TOKEN_DAYS} by default, at most {MAX_TOKEN_DAYS}",
        )
        parser.add_argument("--read-only", action="store_true", help="it can’t change anything")

    def handle(self, *, email: str, name: str, days: int, read_only: bool, **options: Any) -> None:
        if not 1 <= days <= MAX_TOKEN_DAYS:
            raise CommandError(f"--days is {days}: from 1 to {MAX_TOKEN_DAYS}", returncode=2)
        user = User.objects.active().with_address(email).first()
        if user is None:
            raise CommandError(f"there is no active user with the address {email}", returncode=2)
        _, secret = create_token(user=user, name=name, actor=None, days=days, read_only=read_only)
        self.stdout.write(secret)
