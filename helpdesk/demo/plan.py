"""The history of a whole workspace, planned before a row is written: the same from the same number and day."""

import datetime
import random

from helpdesk.demo.deeds import plan_deeds
from helpdesk.demo.dice import dice
from helpdesk.demo.hours import BUSY_DAY, DAY, draw_arrivals
from helpdesk.demo.library import Library, Person, Scenario
from helpdesk.demo.plot import tell
from helpdesk.demo.steps import Step
from helpdesk.demo.story import Story

DAYS = 60


def plan_workspace(library: Library, *, seed: int, count: int, until: datetime.datetime) -> list[Step]:
    """Every step of ``count`` tickets in the 60 days before ``until``, in order of time."""
    rng = dice(seed, library.slug)
    specials = [scenario for scenario in library.scenarios if scenario.is_special][:count]
    moments = draw_arrivals(rng, count=count - len(specials), until=until, days=DAYS, opens_at=library.opens_at_utc)
    openings = [(at, draw_scenario(library, rng, at=at, until=until)) for at in moments]
    openings += [(until - (scenario.days_ago or 0) * DAY, scenario) for scenario in specials]
    openings.sort(key=lambda opening: opening[0])
    steps: list[Step] = []
    for index, (at, scenario) in enumerate(openings):
        own = dice(seed, library.slug, index)
        story = Story(library, scenario, requester_of(library, scenario, own), own, at=at, index=index)
        steps += tell(story, until=until)
    by_subject = {scenario.subjects[0]: index for index, (_, scenario) in enumerate(openings) if scenario.is_special}
    steps += plan_deeds(library, by_subject, until=until)
    # Sorting is stable: what one ticket goes through at one moment keeps its order.
    return sorted(steps, key=lambda step: (step.at, step.ticket))


def draw_scenario(library: Library, rng: random.Random, *, at: datetime.datetime, until: datetime.datetime) -> Scenario:
    """What somebody asks at this moment; on the busy day mostly about what broke that day."""
    usual = [scenario for scenario in library.scenarios if not scenario.is_special]
    if until - BUSY_DAY * DAY <= at < until - (BUSY_DAY - 1) * DAY and rng.random() < 0.6:
        usual = [scenario for scenario in usual if "outage" in scenario.tags] or usual
    return rng.choices(usual, [scenario.weight for scenario in usual])[0]


def requester_of(library: Library, scenario: Scenario, rng: random.Random) -> Person:
    """The customer a special ticket names, else anybody; a few companies ask much more than others."""
    if scenario.requester:
        return next(person for person in library.customers if person.email == scenario.requester)
    weights = [1 / (place + 6) for place in range(len(library.customers))]
    return rng.choices(library.customers, weights)[0]
