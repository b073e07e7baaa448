"""How the story of one ticket runs: to its end, or to where it is stuck today."""

import datetime

from helpdesk.demo.steps import Step
from helpdesk.demo.story import Story

# Share of tickets that are stuck somewhere today, by their age in days.
STUCK = ((2, 0.85), (7, 0.55), (21, 0.3), (61, 0.1))
NEGLECTED_DAYS = 5  # from this age on somebody has at least looked at it


def tell(story: Story, *, until: datetime.datetime) -> list[Step]:
    """Every step of the ticket before ``until``."""
    age_days = (until - story.at) / datetime.timedelta(days=1)
    story.open()
    if story.scenario.is_special:
        play_special(story)
    elif story.happens(next(share for days, share in STUCK if age_days <= days)):
        play_until_stuck(story, age_days)
    elif story.scenario.is_fault and story.happens(0.05):
        story.withdraw()
    else:
        play_to_the_end(story)
    return [step for step in story.steps if step.at < until]


def play_special(story: Story) -> None:
    """Word for word; where it was solved, a last thank you does not leave it open."""
    for line in story.scenario.talk:
        story.play(line)
    if any(line.speaker == "solve" for line in story.scenario.talk):
        story.settle()


def play_until_stuck(story: Story, age_days: float) -> None:
    """Some of the conversation: young ones mostly wait for a first look, old ones for the customer."""
    talk, is_young = story.scenario.talk, age_days < NEGLECTED_DAYS
    weights = [3 if is_young else 0.2]
    weights += [
        4 if line.speaker == "ask" else 1 if line.speaker != "customer" or is_young else 0 for line in talk[:-1]
    ]
    stop = story.rng.choices(range(len(talk)), weights)[0]
    for line in talk[:stop]:
        story.play(line)
    if not story.taken and (age_days >= NEGLECTED_DAYS or story.happens(0.2)):
        story.take()


def play_to_the_end(story: Story) -> None:
    """The whole conversation and what comes after it."""
    for line in story.scenario.talk:
        story.play(line)
        if line.speaker == "ask" and story.happens(0.1):
            story.end_without_answer()
            story.close()
            return
    if story.scenario.is_fault and story.happens(0.12):
        story.relapse()
    if story.happens(0.46):
        story.rate()
    story.close()
