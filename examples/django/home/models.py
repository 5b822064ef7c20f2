from django.core.validators import RegexValidator
from django.db import models

from softdelete_django.models import SoftDelete


class Color(SoftDelete):
    color_name = models.CharField(max_length=50, unique=True)
    color_hex_code = models.CharField(
        max_length=7, validators=[RegexValidator(r"^#[0-9A-Fa-f]{6}$", "Write it as #FF8800.")])

    class Meta:
        ordering = ["color_name"]

    def __str__(self):
        return self.color_name


class Paint(SoftDelete):
    """What is sold in this color."""

    paint_name = models.CharField(max_length=50)
    color = models.ForeignKey(Color, models.CASCADE, related_name="paints")

    class Meta:
        ordering = ["paint_name"]

    def __str__(self):
        return self.paint_name
