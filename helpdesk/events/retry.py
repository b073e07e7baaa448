"""When a failed job is tried again: soon at first, then every five minutes for three days."""

import random

from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.jobs import Job

DELAYS_SECONDS = (1, 4, 15, 60)
STEADY_SECONDS = 300  # an hour's outage is over within five minutes of its end
MAX_ATTEMPTS = 3 * 24 * 12


class Patient(BaseRetryStrategy):
    """The retry rule of every job of ours. After the last attempt the job stays as failed: a dead letter."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """How long to wait after this failure, in whole seconds, or None to give up."""
        if job.attempts >= MAX_ATTEMPTS:
            return None
        delay = DELAYS_SECONDS[job.attempts] if job.attempts < len(DELAYS_SECONDS) else STEADY_SECONDS
        jitter = random.uniform(0.8, 1.2)  # noqa: S311 - spreading load, not a secret
        return RetryDecision(retry_in={"seconds": max(1, round(delay * jitter))})
