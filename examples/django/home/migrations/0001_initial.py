import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import softdelete_django.fields


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Color",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_deleted", softdelete_django.fields.FlagField(
                    default=False, editable=False, verbose_name="deleted")),
                ("deleted_at", softdelete_django.fields.DeletedAtField(verbose_name="deleted at")),
                ("deleted_via", models.TextField(
                    blank=True, default=None, editable=False, null=True, verbose_name="deleted with")),
                ("color_name", models.CharField(max_length=50, unique=True)),
                ("color_hex_code", models.CharField(max_length=7, validators=[
                    django.core.validators.RegexValidator("^#[0-9A-Fa-f]{6}$", "Write it as #FF8800.")])),
            ],
            options={"ordering": ["color_name"], "abstract": False},
        ),
        migrations.CreateModel(
            name="Paint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_deleted", softdelete_django.fields.FlagField(
                    default=False, editable=False, verbose_name="deleted")),
                ("deleted_at", softdelete_django.fields.DeletedAtField(verbose_name="deleted at")),
                ("deleted_via", models.TextField(
                    blank=True, default=None, editable=False, null=True, verbose_name="deleted with")),
                ("paint_name", models.CharField(max_length=50)),
                ("color", models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="paints", to="home.color")),
            ],
            options={"ordering": ["paint_name"], "abstract": False},
        ),
    ]
