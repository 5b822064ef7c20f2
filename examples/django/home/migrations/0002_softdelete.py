from django.db import migrations

from softdelete_django.operations import EnableSoftDelete


class Migration(migrations.Migration):
    dependencies = [("home", "0001_initial")]

    operations = [
        EnableSoftDelete("Paint"),
        # Programs without Django, which delete with plain SQL, take the paints along as well.
        EnableSoftDelete("Color", children="cascade"),
    ]
