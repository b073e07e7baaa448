"""Copies of data on the desk."""

import io
import zipfile
from typing import Any

from django.test import Client

from helpdesk.accounts.models import Customer, Membership, Workspace
from tickets.exports.files import path_of
from tickets.exports.job import run_export
from tickets.models import Export, Ticket

HERE = "/desk/acme/exports/"


def content_of(answer: Any) -> bytes:
    """The whole body of an answer that is sent piece by piece."""
    return b"".join(answer.streaming_content)


def finished(workspace: Workspace) -> Export:
    export = workspace.exports.latest("created_at")
    run_export(workspace.pk, export.pk)
    export.refresh_from_db()
    return export


def test_all_data_asked_for_waited_for_fetched_and_deleted(admin: Client, acme: Workspace, ticket: Ticket) -> None:
    assert admin.post(f"{HERE}workspace")["Location"] == HERE
    assert b"Being made" in admin.get(HERE).content
    export = finished(acme)
    assert b"Download" in admin.get(HERE).content
    answer = admin.post(f"{HERE}{export.pk}/download")
    assert answer["Content-Disposition"].startswith('attachment; filename="acme-workspace-')
    with zipfile.ZipFile(io.BytesIO(content_of(answer))) as archive:
        assert "tickets.jsonl" in archive.namelist()
    path = path_of(export.file)
    assert admin.post(f"{HERE}{export.pk}/remove").status_code == 303
    assert not path.exists()
    assert admin.post(f"{HERE}{export.pk}/download").status_code == 404


def test_one_persons_data(admin: Client, acme: Workspace, ticket: Ticket, carol: Customer) -> None:
    assert admin.post(f"/desk/acme/customers/{carol.pk}/export")["Location"] == HERE
    assert (finished(acme).kind, finished(acme).customer) == ("person", carol)
    assert b"Carol" in admin.get(HERE).content


def test_a_list_is_taken_along(admin: Client, ticket: Ticket) -> None:
    assert b"tickets/export" in admin.get("/desk/acme/tickets/").content
    answer = admin.post("/desk/acme/tickets/export", {"q": "is:open"})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"].startswith('attachment; filename="acme-tickets-')
    assert "Cannot sign in" in content_of(answer).decode()


def test_a_search_that_means_nothing_is_refused(admin: Client, ticket: Ticket) -> None:
    assert admin.post("/desk/acme/tickets/export", {"q": "nofilter:x"}).status_code == 422


def test_who_may_not_is_offered_nothing(browser: Client, ticket: Ticket, carol: Customer) -> None:
    assert b"tickets/export" not in browser.get("/desk/acme/tickets/").content
    shown = browser.get(f"/desk/acme/customers/{carol.pk}").content.decode()
    assert "/export" not in shown
    assert "/erase" not in shown


def test_anothers_copies_do_not_show(
    admin: Client, browser: Client, acme: Workspace, alice: Membership, ticket: Ticket
) -> None:
    admin.post(f"{HERE}workspace")
    export = finished(acme)
    Membership._base_manager.filter(pk=alice.pk).update(role="admin")
    assert b"None yet" in browser.get(HERE).content
    assert browser.post(f"{HERE}{export.pk}/download").status_code == 404
    assert browser.post(f"{HERE}{export.pk}/remove").status_code == 404


def test_a_file_that_another_host_keeps_is_said_to_be_there(admin: Client, acme: Workspace) -> None:
    admin.post(f"{HERE}workspace")
    export = finished(acme)
    path_of(export.file).unlink()
    answer = admin.post(f"{HERE}{export.pk}/download")
    assert answer.status_code == 409
    assert b"not on this host" in answer.content
    assert not acme.audit_entries.filter(action="export.downloaded").exists()
