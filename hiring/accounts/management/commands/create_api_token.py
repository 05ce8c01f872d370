"""`manage.py create_api_token EMAIL` prints a new token."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hiring.accounts.actions import create_token
from hiring.accounts.models import User


class Command(BaseCommand):
    help = "Print a new API token of a user. It is shown this once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="command line")

    def handle(self, *, email: str, name: str, **options) -> None:
        user = User.objects.active().with_address(email).first()
        if user is None:
            raise CommandError(f"there is no active user with the address {email}", returncode=2)
        _, secret = create_token(user=user, name=name, by=None)
        self.stdout.write(secret)
