from django.contrib import admin

from softdelete_django.admin import SoftDeleteAdmin

from .models import Badge, Favorite, Product, Review, Shelf, Shop

admin.site.register([Favorite, Product, Shelf, Shop], SoftDeleteAdmin)
admin.site.register(Review)


@admin.register(Badge)
class BadgeAdmin(SoftDeleteAdmin):
    list_display = ["id", "number"]
    list_editable = ["number"]
