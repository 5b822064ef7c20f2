from django.contrib import admin

from softdelete_django.admin import TrashedAdmin

from .models import Customer, Order


class OrderInline(admin.TabularInline):
    model = Order
    extra = 1


@admin.register(Customer)
class CustomerAdmin(TrashedAdmin):
    list_display = ["customer_name", "first_letter"]
    search_fields = ["customer_name"]
    inlines = [OrderInline]

    @admin.display(description="In the files under")
    def first_letter(self, customer):
        return customer.customer_name[0]


@admin.register(Order)
class OrderAdmin(TrashedAdmin):
    list_display = ["what", "liters", "customer"]
    list_filter = ["what"]
    search_fields = ["what", "customer__customer_name"]
