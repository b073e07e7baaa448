"""Jobs that were given up are kept for people to look at, but not for ever; successful ones go at once (worker)."""

from django.db import connection

FORGET = """
    DELETE FROM procrastinate_jobs job WHERE job.status = 'failed' AND NOT EXISTS (
        SELECT 1 FROM procrastinate_events e WHERE e.job_id = job.id AND e.at > now() - interval '30 days')
"""
FORGET_STALLS = "DELETE FROM events_jobstall WHERE last_at < now() - interval '30 days'"


def forget_dead_letters() -> None:
    """Delete jobs given up over thirty days ago."""
    with connection.cursor() as cursor:
        cursor.execute(FORGET)
        cursor.execute(FORGET_STALLS)
