from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from orders.views import OrdersView

from .views import HomeView

urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("orders/", OrdersView.as_view(), name="orders"),
    path("login/", LoginView.as_view(template_name="login.html"), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
]
