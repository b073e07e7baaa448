"""Jobs of dead workers: handed back, and buried after five deaths."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from procrastinate.contrib.django import app

from helpdesk.events.housekeeping import forget_dead_letters
from helpdesk.events.models import JobStall
from helpdesk.events.stalled import MAX_STALLS, STALLED_AFTER_SECONDS, dead_letters, sweep_stalled_jobs


def run(sql: str, *parameters: Any) -> Any:
    """The first value of a statement's first row, if it has one."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchone()[0] if cursor.description else None


def sweep() -> int:
    """One sweep, as the worker does it."""

    async def work() -> int:
        with app.replace_connector(app.connector.get_worker_connector()) as worker_app:  # type: ignore[attr-defined]
            async with worker_app.open_async():
                return await sweep_stalled_jobs(worker_app)

    return asyncio.run(work())


def take(job: int, *, heartbeat_seconds_ago: float) -> None:
    """A worker takes the job, and was last heard of so long ago."""
    worker = run(
        "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s * interval '1 second') RETURNING id",
        heartbeat_seconds_ago,
    )
    run("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE id = %s", worker, job)


def die_with(job: int) -> None:
    """A worker took the job a while ago and has not been heard of since."""
    run("UPDATE events_jobstall SET last_at = last_at - interval '20 seconds' WHERE job_id = %s", job)
    take(job, heartbeat_seconds_ago=STALLED_AFTER_SECONDS + 1)


def state(job: int) -> str:
    return run("SELECT status::text FROM procrastinate_jobs WHERE id = %s", job)


@pytest.fixture
def make_job(empty_queue: None) -> Callable[[], int]:
    """A waiting job."""
    return lambda: app.configure_task("tests.nothing", queue="tests").defer()


def test_a_dead_workers_job_is_handed_back(make_job: Callable[[], int]) -> None:
    job, other = make_job(), make_job()
    die_with(job)
    take(other, heartbeat_seconds_ago=STALLED_AFTER_SECONDS - 5)
    assert sweep() == 1
    assert (state(job), state(other)) == ("todo", "doing")
    assert run("SELECT scheduled_at <= now() + interval '1 second' FROM procrastinate_jobs WHERE id = %s", job)
    assert JobStall.objects.get(job_id=job).stalls == 1
    assert not JobStall.objects.filter(job_id=other).exists()


def test_a_job_whose_worker_was_forgotten_is_handed_back_too(make_job: Callable[[], int]) -> None:
    job = make_job()
    run("UPDATE procrastinate_jobs SET status = 'doing', worker_id = NULL WHERE id = %s", job)
    assert (sweep(), state(job)) == (1, "todo")


def test_after_five_deaths_a_job_is_buried_and_the_rest_goes_on(make_job: Callable[[], int]) -> None:
    poisoned, good = make_job(), make_job()
    for death in range(1, MAX_STALLS + 1):
        assert state(poisoned) == "todo"
        die_with(poisoned)
        sweep()
        assert JobStall.objects.get(job_id=poisoned).stalls == death
    assert (state(poisoned), state(good), dead_letters()) == ("failed", "todo", 1)
    assert sweep() == 0


def test_two_workers_that_sweep_together_count_one_death(make_job: Callable[[], int]) -> None:
    job = make_job()
    die_with(job)
    sweep()
    take(job, heartbeat_seconds_ago=STALLED_AFTER_SECONDS + 1)  # as the second sweeper saw it a moment ago
    sweep()
    assert JobStall.objects.get(job_id=job).stalls == 1


def test_dead_letters_are_kept_for_thirty_days(make_job: Callable[[], int]) -> None:
    old, new = make_job(), make_job()
    run("UPDATE procrastinate_jobs SET status = 'failed'")
    run("UPDATE procrastinate_events SET at = now() - interval '31 days' WHERE job_id = %s", old)
    JobStall.objects.create(job_id=old, stalls=5, last_at="2020-01-01T00:00:00Z")
    forget_dead_letters()
    assert run("SELECT array_agg(id) FROM procrastinate_jobs") == [new]
    assert not JobStall.objects.exists()
