"""When a failed job is tried again."""

from hypothesis import given
from hypothesis import strategies as st
from procrastinate.jobs import Job
from procrastinate.utils import utcnow

from helpdesk.events.retry import DELAYS_SECONDS, MAX_ATTEMPTS, STEADY_SECONDS, Patient


def job(attempts: int) -> Job:
    return Job(id=1, queue="q", lock=None, queueing_lock=None, task_name="t", attempts=attempts)


def wait_seconds(attempts: int) -> float | None:
    """Seconds until the next try, None when there is none."""
    before = utcnow()
    decision = Patient().get_retry_decision(exception=ValueError(), job=job(attempts))
    if decision is None:
        return None
    assert decision.retry_at
    return (decision.retry_at - before).total_seconds()


@given(st.integers(0, MAX_ATTEMPTS - 1))
def test_each_wait_is_near_its_plan_and_never_longer_than_six_minutes(attempts: int) -> None:
    planned = (*DELAYS_SECONDS, STEADY_SECONDS)[min(attempts, len(DELAYS_SECONDS))]
    waited = wait_seconds(attempts)
    assert waited is not None
    assert max(1, planned * 0.8 - 1) <= waited <= planned * 1.2 + 2 <= 363


@given(st.integers(MAX_ATTEMPTS, 10**6))
def test_after_the_last_attempt_it_is_given_up(attempts: int) -> None:
    assert wait_seconds(attempts) is None


def test_an_outage_of_two_and_a_half_days_is_survived() -> None:
    shortest = sum(DELAYS_SECONDS) * 0.8 + (MAX_ATTEMPTS - len(DELAYS_SECONDS)) * STEADY_SECONDS * 0.8
    assert shortest > 2.3 * 24 * 3600


def test_jobs_that_failed_together_do_not_come_back_together() -> None:
    assert len({round(wait_seconds(10) or 0) for _ in range(30)}) > 5
