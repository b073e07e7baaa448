"""Browsers and rows that these pages are about."""

from pathlib import Path
from typing import Any

import pytest

from helpdesk.accounts.actions.create_organisation import create_organisation
from helpdesk.accounts.actions.ensure_customer import ensure_customer
from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Customer, Organisation, Workspace
from helpdesk.events.unit import unit_of_work


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> None:
    """Copies of data go where nobody else's are."""
    settings.HELPDESK_HOME = tmp_path


@pytest.fixture
def initech(acme: Workspace, as_alice: Actor) -> Organisation:
    """An organisation of acme with a mail domain."""
    with unit_of_work():
        return create_organisation(actor=as_alice, name="Initech", domains=["initech.example"])


@pytest.fixture
def foreign_customer(globex: Workspace) -> Customer:
    """Somebody whom only globex knows."""
    with unit_of_work():
        return ensure_customer(globex, email="gus@customer.example", name="Gus")


def known(workspace: Workspace, email: str, name: str = "") -> Customer:
    """One more customer."""
    with unit_of_work():
        return ensure_customer(workspace, email=email, name=name)
