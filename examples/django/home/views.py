from django.db.models import Prefetch
from django.views.generic import ListView

from .models import Color, Paint


class HomeView(ListView):
    template_name = "home.html"
    # Paint.objects has the live paints alone, and so has color.paints.
    queryset = Color.objects.prefetch_related(Prefetch("paints", Paint.objects.all()))
    context_object_name = "colors"

    def get_context_data(self, **kwargs):
        return super().get_context_data(in_trash=Color.everything.deleted().count(), **kwargs)
