"""Fills an empty database for a first look: colors, paints, orders, and a user who may do everything."""

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand

from home.models import Color
from orders.models import Customer


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options):
        # The trash counts too: what was deleted must not come back with every start.
        if not Color.everything.exists():
            call_command("loaddata", "colors", verbosity=0)
        if not Customer.objects.exists() and not Customer.trash.exists():
            call_command("loaddata", "orders", verbosity=0)
        users = get_user_model().objects
        if not users.exists():
            users.create_superuser("admin", password="admin")
