import uuid

from django.db import migrations, models

import softdelete_django.fields
from softdelete_django.operations import EnableSoftDelete

ID = ("id", models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))
TRASH = [
    ("is_deleted", softdelete_django.fields.FlagField(default=False, editable=False, verbose_name="deleted")),
    ("deleted_at", softdelete_django.fields.DeletedAtField(verbose_name="deleted at")),
    ("deleted_via", models.TextField(
        blank=True, default=None, editable=False, null=True, verbose_name="deleted with")),
]


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Badge",
            fields=[
                ID,
                *TRASH,
                ("number", models.IntegerField(unique=True)),
            ],
        ),
        migrations.CreateModel(
            name="Coupon",
            fields=[
                *TRASH,
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=20, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name="Customer",
            fields=[
                ID,
            ],
        ),
        migrations.CreateModel(
            name="Product",
            fields=[
                ID,
                *TRASH,
                ("name", models.CharField(max_length=50)),
            ],
        ),
        migrations.CreateModel(
            name="Shop",
            fields=[
                ID,
                *TRASH,
                ("name", models.CharField(max_length=50)),
                ("city", models.CharField(default="", max_length=50)),
            ],
            options={
                "unique_together": {("name", "city")},
            },
        ),
        migrations.CreateModel(
            name="Tag",
            fields=[
                *TRASH,
                ("word", models.CharField(max_length=50, primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                ID,
                ("shop", models.ForeignKey(null=True, on_delete=models.SET_NULL, to="shop.shop")),
            ],
        ),
        migrations.CreateModel(
            name="Shelf",
            fields=[
                ID,
                *TRASH,
                ("name", models.CharField(max_length=50)),
                ("shop", models.ForeignKey(on_delete=models.CASCADE, related_name="shelves", to="shop.shop")),
            ],
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ID,
                ("product", models.ForeignKey(on_delete=models.CASCADE, to="shop.product")),
            ],
        ),
        migrations.CreateModel(
            name="Redemption",
            fields=[
                ID,
                *TRASH,
                ("coupon", models.ForeignKey(on_delete=models.CASCADE, to="shop.coupon", to_field="code")),
            ],
        ),
        migrations.AddField(
            model_name="product",
            name="shelf",
            field=models.ForeignKey(on_delete=models.CASCADE, related_name="products", to="shop.shelf"),
        ),
        migrations.AddField(
            model_name="product",
            name="tags",
            field=models.ManyToManyField(to="shop.Tag"),
        ),
        migrations.CreateModel(
            name="Lease",
            fields=[
                ID,
                ("shop", models.ForeignKey(on_delete=models.PROTECT, to="shop.shop")),
            ],
        ),
        migrations.CreateModel(
            name="Favorite",
            fields=[
                ID,
                *TRASH,
                ("product", models.ForeignKey(null=True, on_delete=models.SET_NULL, to="shop.product")),
            ],
        ),
        migrations.CreateModel(
            name="Category",
            fields=[
                ID,
                *TRASH,
                ("name", models.CharField(max_length=50)),
                ("parent", models.ForeignKey(
                    null=True, on_delete=models.CASCADE, related_name="parts", to="shop.category")),
            ],
        ),
        migrations.CreateModel(
            name="Card",
            fields=[
                ID,
                *TRASH,
                ("customer", models.ForeignKey(on_delete=models.CASCADE, to="shop.customer")),
            ],
        ),
        migrations.CreateModel(
            name="Booking",
            fields=[
                ID,
                *TRASH,
                ("shelf", models.ForeignKey(on_delete=models.RESTRICT, to="shop.shelf")),
                ("shop", models.ForeignKey(on_delete=models.CASCADE, to="shop.shop")),
            ],
        ),
        migrations.CreateModel(
            name="Alarm",
            fields=[
                ID,
                *TRASH,
                ("shelf", models.ForeignKey(on_delete=models.PROTECT, to="shop.shelf")),
            ],
        ),
        migrations.CreateModel(
            name="Kiosk",
            fields=[],
            options={
                "proxy": True,
            },
            bases=("shop.shop",),
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                ID,
                *TRASH,
                ("number", models.IntegerField()),
            ],
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_deleted", False)), fields=("number",), name="seat_once"),
        ),
        migrations.CreateModel(
            name="Brand",
            fields=[
                ID,
                ("name", models.CharField(max_length=50)),
            ],
        ),
        migrations.CreateModel(
            name="Supplier",
            fields=[
                ID,
                *TRASH,
                ("name", models.CharField(max_length=50)),
            ],
        ),
        migrations.CreateModel(
            name="Contract",
            fields=[
                ID,
                *TRASH,
                ("terms", models.CharField(default="", max_length=50)),
                ("brand", models.ForeignKey(on_delete=models.PROTECT, to="shop.brand")),
                ("supplier", models.ForeignKey(on_delete=models.CASCADE, to="shop.supplier")),
            ],
            options={
                "unique_together": {("supplier", "brand")},
            },
        ),
        migrations.CreateModel(
            name="Partnership",
            fields=[
                ID,
                *TRASH,
                ("partner", models.ForeignKey(on_delete=models.CASCADE, related_name="ties", to="shop.supplier")),
                ("supplier", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to="shop.supplier")),
            ],
        ),
        migrations.AddField(
            model_name="supplier",
            name="brands",
            field=models.ManyToManyField(related_name="suppliers", through="shop.Contract", to="shop.Brand"),
        ),
        migrations.AddField(
            model_name="supplier",
            name="partners",
            field=models.ManyToManyField(
                related_name="partner_of", through="shop.Partnership", to="shop.supplier"),
        ),
        migrations.CreateModel(
            name="Token",
            fields=[
                *TRASH,
                ("value", models.BinaryField(primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name="Use",
            fields=[
                ID,
                *TRASH,
                ("token", models.ForeignKey(on_delete=models.CASCADE, to="shop.token")),
            ],
        ),
        # In the migration that creates the tables, and with children = 'declared': Django alone knows what cascades.
        EnableSoftDelete("Shop"),
        EnableSoftDelete("Shelf"),
        EnableSoftDelete("Tag"),
        EnableSoftDelete("Product"),
        EnableSoftDelete("Alarm"),
        EnableSoftDelete("Booking"),
        EnableSoftDelete("Favorite"),
        EnableSoftDelete("Category"),
        EnableSoftDelete("Coupon"),
        EnableSoftDelete("Redemption"),
        EnableSoftDelete("Card"),
        EnableSoftDelete("Badge"),
        EnableSoftDelete("Seat"),
        EnableSoftDelete("Supplier"),
        EnableSoftDelete("Contract", reuse_keys=1),
        EnableSoftDelete("Partnership"),
        EnableSoftDelete("Token"),
        EnableSoftDelete("Use"),
    ]
