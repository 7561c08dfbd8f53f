"""The product's addresses with the API keys' pages among those of accounts."""

from django.urls import include, path

from accounts import urls as accounts
from accounts.views import api_key_urls
from config import urls as product

handler403, handler404 = product.handler403, product.handler404
urlpatterns = [
    path("", include(([*api_key_urls.urlpatterns, *accounts.urlpatterns], "accounts"))),
    *[item for item in product.urlpatterns if getattr(item, "app_name", "") != "accounts"],
]
