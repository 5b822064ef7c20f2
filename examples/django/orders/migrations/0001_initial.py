import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Customer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("customer_name", models.CharField(max_length=50, unique=True)),
            ],
            options={"ordering": ["customer_name"]},
        ),
        migrations.CreateModel(
            name="Order",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=50)),
                ("liters", models.PositiveIntegerField(default=1)),
                ("customer", models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="orders", to="orders.customer")),
            ],
            options={"ordering": ["what"]},
        ),
    ]
