from django.views.generic import ListView

from .models import Customer


class OrdersView(ListView):
    template_name = "orders.html"
    queryset = Customer.objects.prefetch_related("orders")
    context_object_name = "customers"

    def get_context_data(self, **kwargs):
        return super().get_context_data(in_trash=Customer.trash.count(), **kwargs)
