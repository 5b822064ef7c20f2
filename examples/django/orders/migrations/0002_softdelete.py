from django.db import migrations

from softdelete_django.operations import EnableSoftDelete


class Migration(migrations.Migration):
    dependencies = [("orders", "0001_initial")]
    operations = [
        EnableSoftDelete("Customer", storage="archive"),
        EnableSoftDelete("Order", storage="archive"),
    ]
