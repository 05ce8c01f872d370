"""`manage.py receive_mail` reads one email from standard input, for a mail server's pipe."""

import os
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error as DatabaseTrouble

from hiring.messaging.incoming import MAX_BYTES, Unreadable
from hiring.messaging.receiving import Unknown, receive

# What mail servers understand: refuse for good, refuse this address, try again later.
BAD_DATA, NO_SUCH_USER, TRY_AGAIN = os.EX_DATAERR, os.EX_NOUSER, os.EX_TEMPFAIL


class Command(BaseCommand):
    help = "Read one email from standard input and put it into the candidate’s messages."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--recipient", default="", help="whom it is delivered to; else its headers say so"
        )

    def handle(self, *args: Any, recipient: str, **options: Any) -> None:
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
        try:
            receive(data, recipient=recipient)
        except Unreadable as error:
            raise CommandError(str(error), returncode=BAD_DATA) from error
        except Unknown as refusal:
            raise CommandError(str(refusal.message), returncode=NO_SUCH_USER) from refusal
        except (DatabaseTrouble, OSError) as error:
            raise CommandError(f"try again later: {error}", returncode=TRY_AGAIN) from error
