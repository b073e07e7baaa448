"""Jobs whose worker died: run again, and given up after a few deaths, so that a poisoned one cannot block the rest."""

import datetime
import random

import structlog
from django.db import connection
from procrastinate import App
from procrastinate.jobs import Status

log = structlog.get_logger(__name__)

HEARTBEAT_SECONDS = 2.0
STALLED_AFTER_SECONDS = 10.0  # by the database's clock, so that a worker with a wrong clock changes nothing
SWEEP_SECONDS = 4.0
MAX_STALLS = 5

# Two workers that sweep at one moment see one death, not two: the next one takes STALLED_AFTER_SECONDS to show.
COUNT_STALL = """
    INSERT INTO events_jobstall AS known (job_id, stalls, last_at) VALUES (%(job_id)s, 1, now())
    ON CONFLICT (job_id) DO UPDATE
    SET stalls = known.stalls + CASE WHEN known.last_at < now() - interval '5 seconds' THEN 1 ELSE 0 END,
        last_at = now()
    RETURNING stalls
"""


async def sweep_stalled_jobs(app: App) -> int:
    """Hand back every stalled job, or bury it after MAX_STALLS deaths. Returns how many were found.

    The wait grows with each death and differs from job to job: what merely shared a worker with a poisoned job runs
    without it the next time.
    """
    stalled = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS))
    for job in stalled:
        row = await app.connector.execute_query_one_async(COUNT_STALL, job_id=job.id)
        if row["stalls"] >= MAX_STALLS:
            await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=False)
            log.error("job_buried", job_id=job.id, task=job.task_name, stalls=row["stalls"])
            continue
        wait = random.uniform(0, 2.0 * (row["stalls"] - 1))  # noqa: S311 - spreading load, not a secret
        await app.job_manager.retry_job(
            job, retry_at=datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=wait)
        )
        log.warning("job_handed_back", job_id=job.id, task=job.task_name, stalls=row["stalls"])
    return len(stalled)


def dead_letters() -> int:
    """How many jobs were given up; ``doctor`` and the queue page show it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'")
        return int(cursor.fetchone()[0])
