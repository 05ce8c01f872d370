"""`manage.py create_administrator EMAIL --name NAME`: the first person of an installation."""

import getpass
import sys
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from hiring.accounts.actions import add_user
from hiring.accounts.models import SiteRole
from hiring.activity.actions import Refused


class Command(BaseCommand):
    help = "Add an administrator; asks for the password, or reads it from standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", required=True)
        parser.add_argument("--zone", default="UTC")

    def handle(self, *, email: str, name: str, zone: str, **options: Any) -> None:
        # A password on the command line would stay in the shell's history.
        password = getpass.getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        try:
            validate_password(password)
            add_user(
                email=email,
                name=name,
                zone=zone,
                site_role=SiteRole.ADMINISTRATOR,
                actor=None,
                password=password,
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=2) from error
        except Refused as refusal:
            raise CommandError(f"{refusal.field}: {refusal.message}", returncode=2) from refusal
        self.stdout.write(f"{email} can sign in.")
