"""The brand on the portal and in mails, and the notice bar."""

import io
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image

from helpdesk.accounts.actions.change_logo import change_logo
from helpdesk.accounts.actions.update_workspace import update_workspace
from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Membership, Workspace
from helpdesk.events.unit import unit_of_work
from tests.portal.customers.conftest import PAGE
from tests.portal.desk.conftest import say
from tests.tickets.mail.conftest import Mails, handle, mails
from tickets.models import Ticket

__all__ = ["handle", "mails"]
pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"
PAGES = ["/portal/acme/", "/portal/acme/submit", "/portal/acme/track"]


@pytest.fixture
def as_adam(adam: Membership) -> Actor:
    return member_actor(adam)


def change(actor: Actor, **values: Any) -> None:
    with unit_of_work():
        update_workspace(actor=actor, changes=values)


def draw(actor: Actor, colour: tuple[int, int, int] = (200, 30, 60)) -> None:
    file = io.BytesIO()
    Image.new("RGB", (300, 100), colour).save(file, "PNG")
    with unit_of_work():
        change_logo(actor=actor, sent=file.getvalue())


@pytest.mark.parametrize("address", PAGES)
def test_the_brand_stands_on_every_page(client: Client, as_adam: Actor, address: str) -> None:
    change(as_adam, brand_name="Acme Shop", colour="#7a1f5c")
    draw(as_adam)
    page = client.get(address).content.decode()
    assert "<bdi>Acme Shop</bdi>" in page
    assert "– Acme Shop</title>" in page
    assert '<link rel="stylesheet" href="/portal/acme/brand.css?v=7a1f5c">' in page
    assert 'src="/portal/acme/logo"' in page
    assert "style=" not in page


def test_without_a_brand_the_product_looks_like_itself(client: Client, acme: Workspace) -> None:
    page = client.get("/portal/acme/").content.decode()
    assert "brand.css" not in page
    assert "<bdi>Acme</bdi>" in page
    assert client.get("/portal/acme/brand.css").content == b""
    assert client.get("/portal/acme/logo").status_code == 404


def test_the_colour_is_a_style_sheet_with_a_mark(client: Client, as_adam: Actor) -> None:
    change(as_adam, colour="#7a1f5c")
    sheet = client.get("/portal/acme/brand.css")
    assert sheet["Content-Type"].startswith("text/css")
    assert b"--accent-fill: light-dark(#7a1f5c, " in sheet.content
    assert client.get("/portal/acme/brand.css", headers={"If-None-Match": sheet["ETag"]}).status_code == 304
    change(as_adam, colour="#005a3c")
    assert client.get("/portal/acme/brand.css", headers={"If-None-Match": sheet["ETag"]}).status_code == 200


def test_a_colour_that_is_none_styles_nothing(client: Client, acme: Workspace) -> None:
    acme.colour = "}*{x:"
    acme.save()
    assert client.get("/portal/acme/brand.css").content == b""


def test_the_logo_is_the_picture_that_we_drew(client: Client, as_adam: Actor, globex: Workspace) -> None:
    draw(as_adam)
    answer = client.get("/portal/acme/logo")
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/webp", "nosniff")
    assert Image.open(io.BytesIO(answer.content)).format == "WEBP"
    assert client.get("/portal/acme/logo", headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert client.get("/portal/globex/logo").status_code == 404


@pytest.mark.parametrize("address", PAGES)
def test_the_notice_stands_on_every_page_and_does_nothing(client: Client, as_adam: Actor, address: str) -> None:
    assert b"portal-notice" not in client.get(address).content
    change(as_adam, notice=f"Closed on Friday {SCRIPT}")
    page = client.get(address).content.decode()
    assert "Closed on Friday &lt;script&gt;" in page
    assert SCRIPT not in page


def test_the_ticket_page_has_both(carols: Client, ticket: Ticket, as_adam: Actor) -> None:
    change(as_adam, notice="Closed on Friday", brand_name="Acme Shop")
    page = carols.get(PAGE).content.decode()
    assert "Closed on Friday" in page
    assert "Acme Shop" in page


def test_mails_carry_the_brand(ticket: Ticket, as_adam: Actor, as_alice: Actor, mails: Mails) -> None:
    change(as_adam, colour="#7a1f5c", brand_name="Acme Shop")
    draw(as_adam)
    say(ticket, as_alice, "Done.")
    html = mails(ticket, "reply")[0].html
    assert "background-color: #7a1f5c; color: #ffffff" in html
    assert f'src="{settings.BASE_URL}/portal/acme/logo?v=' in html
    assert "Acme Shop" in html


def test_mails_without_a_brand_are_as_ever(ticket: Ticket, as_alice: Actor, mails: Mails) -> None:
    say(ticket, as_alice, "Done.")
    html = mails(ticket, "reply")[0].html
    assert "background-color: #2d50c2; color: #ffffff" in html
    assert "/logo" not in html
