"""`manage.py revoke_api_token ID` ends a token; `list_api_tokens` prints the ids."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hiring.accounts.actions import revoke_token
from hiring.accounts.models import ApiToken


class Command(BaseCommand):
    help = "End an API token at once. Its id is what list_api_tokens prints first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("id", type=int)

    def handle(self, *, id: int, **options: Any) -> None:
        token = ApiToken.objects.filter(pk=id).first()
        if token is None:
            raise CommandError(f"there is no token with the id {id}", returncode=2)
        revoke_token(token=token, actor=None)
        self.stdout.write(f"{token} no longer works.")
