"""The screen about customers' ratings."""

import pytest
from django.test import Client

from helpdesk.accounts.models import Workspace
from tests.portal.settings.conftest import SETTINGS

PAGE = f"{SETTINGS}ratings/"
GIVEN = {"asks_for_rating": "on", "survey_delay_minutes": "1440", "low_score": "3"}


def values(workspace: Workspace) -> tuple[bool, int, int]:
    workspace.refresh_from_db()
    return workspace.asks_for_rating, workspace.survey_delay_minutes, workspace.low_score


def test_what_was_chosen_is_kept(admin: Client, acme: Workspace) -> None:
    assert admin.post(PAGE, GIVEN).status_code == 303
    assert values(acme) == (True, 1440, 3)
    admin.post(PAGE, {"survey_delay_minutes": "0", "low_score": "0"})
    assert values(acme) == (False, 0, 0)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("survey_delay_minutes", "-1"),
        ("survey_delay_minutes", "43201"),
        ("survey_delay_minutes", "1.5"),
        ("survey_delay_minutes", "x"),
        ("low_score", "5"),
        ("low_score", "-1"),
        ("low_score", "x"),
    ],
)
def test_bad_input_comes_back_beside_its_field(admin: Client, acme: Workspace, field: str, value: str) -> None:
    before = values(acme)
    answer = admin.post(PAGE, {**GIVEN, field: value})
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert values(acme) == before
