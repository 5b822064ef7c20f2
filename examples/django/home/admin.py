from django.contrib import admin
from django.utils.html import format_html

from softdelete_django.admin import SoftDeleteAdmin

from .models import Color, Paint


class PaintInline(admin.TabularInline):
    model = Paint
    extra = 1


@admin.register(Color)
class ColorAdmin(SoftDeleteAdmin):
    list_display = ["color_name", "swatch", "color_hex_code"]
    search_fields = ["color_name"]
    inlines = [PaintInline]

    @admin.display(description="")
    def swatch(self, color):
        return format_html('<span style="display: inline-block; width: 3em; height: 1em; border: 1px solid #8888;'
                           ' background: {}"></span>', color.color_hex_code)


@admin.register(Paint)
class PaintAdmin(SoftDeleteAdmin):
    list_display = ["paint_name", "color"]
    list_select_related = ["color"]
    search_fields = ["paint_name"]
    autocomplete_fields = ["color"]
