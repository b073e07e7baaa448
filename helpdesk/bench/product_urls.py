"""The product's routes, and those that only the bench asks."""

from helpdesk.bench.found import found_route
from helpdesk.bench.found_articles import found_articles_route
from helpdesk.urls import handler404, handler500
from helpdesk.urls import urlpatterns as of_product

__all__ = ["handler404", "handler500", "urlpatterns"]

urlpatterns = [found_route(), found_articles_route(), *of_product]
