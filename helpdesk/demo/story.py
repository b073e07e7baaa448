"""The life of one ticket, told as steps: asked, taken, answered, waited for, solved, rated, closed."""

import datetime
import random
from typing import Any

from helpdesk.demo.hours import after, at_work, awake
from helpdesk.demo.library import Library, Line, Person, Scenario
from helpdesk.demo.steps import INTEGRATION, RULES, Step
from helpdesk.demo.wording import capitalise, customer_letter, customer_reply, draw_values, fill, staff_letter

PRIORITIES = ("low", "medium", "high", "urgent")
HOURS_TO_FIRST_ANSWER = {"low": 4.0, "medium": 2.0, "high": 0.9, "urgent": 0.3}
CLOSES_AFTER = datetime.timedelta(days=14)
SCORES = {5: 54, 4: 24, 3: 10, 2: 5, 1: 7}


class Story:
    """One ticket. Every method adds steps and moves ``at``, the moment the story has reached."""

    def __init__(
        self,
        library: Library,
        scenario: Scenario,
        requester: Person,
        rng: random.Random,
        *,
        at: datetime.datetime,
        index: int,
    ) -> None:
        self.library, self.scenario, self.requester, self.rng = library, scenario, requester, rng
        self.at, self.index = at, index
        self.steps: list[Step] = []
        self.values = draw_values(library, requester, rng, at)
        self.priority = scenario.priority
        self.queue = library.office.queue_for(scenario.tags)
        self.done_as = "resolved"
        self.agent = self.somebody()
        self.taken = self.answered = False

    # --- who -------------------------------------------------------------------------------------------------------
    def somebody(self) -> Person:
        """The member the scenario names, else one of them, as often as their share of the work says."""
        named = [member for member in self.library.staff if member.email == self.scenario.agent]
        insiders = self.library.office.insiders(self.queue)
        staff = named or [
            member for member in self.library.staff if member.share and (not insiders or member.email in insiders)
        ]
        return self.rng.choices(staff, [member.share for member in staff])[0]

    def happens(self, probability: float) -> bool:
        """Whether something happens that happens this often."""
        return self.rng.random() < probability

    # --- how things are said and done ------------------------------------------------------------------------------
    def step(self, actor: str, verb: str, **details: Any) -> None:
        """Somebody does something now."""
        self.steps.append(Step(at=self.at, ticket=self.index, actor=actor, verb=verb, details=details))

    def text(self, wordings: tuple[str, ...] | list[str]) -> str:
        """One of the wordings, its gaps filled."""
        return fill(self.rng.choice(list(wordings)), self.values | {"agent": self.agent.first})

    def wordings(self, name: str) -> list[str]:
        """The phrases of a name, with those that only fit where something does not work."""
        phrases = self.library.phrases
        return phrases[name] + (phrases[f"fault_{name}"] if self.scenario.is_fault else [])

    def say(self, actor: Person, body: str, *, is_internal: bool = False) -> None:
        """Write a comment."""
        self.step(actor.email, "add_comment", body=body, is_internal=is_internal, body_format=self.scenario.body_format)

    def staff_waits(self, hours: float) -> None:
        """Time goes by until somebody of the team gets to it."""
        self.at = at_work(self.rng, after(self.rng, self.at, hours=hours), opens_at=self.library.opens_at_utc)

    def customer_waits(self, hours: float) -> None:
        """Time goes by until the customer gets to it."""
        self.at = awake(after(self.rng, self.at, hours=hours), opens_at=self.library.opens_at_utc)

    def answer(self, wordings: tuple[str, ...] | list[str], status: str) -> None:
        """The agent writes to the customer and sets the status in one go."""
        body = self.text(wordings)
        if not self.scenario.is_special:
            body = staff_letter(
                body, self.agent, self.values, self.library.phrases, self.rng, is_first=not self.answered
            )
        self.answered = True
        self.say(self.agent, body)
        self.step(self.agent.email, "change_status", to=status)

    def customer_says(self, wordings: tuple[str, ...] | list[str]) -> None:
        """The customer writes again."""
        self.customer_waits(5)
        body = self.text(wordings)
        self.say(self.requester, body if self.scenario.is_special else customer_reply(body, self.requester, self.rng))

    # --- the chapters ----------------------------------------------------------------------------------------------
    def open(self) -> None:
        """The request arrives: by the portal, through the integration, or by telephone."""
        portal = self.scenario.is_special or self.happens(0.64)
        channel = "portal" if portal else "api" if self.happens(0.7) else "desk"
        actor = {"portal": self.requester.email, "api": INTEGRATION, "desk": self.agent.email}[channel]
        self.step(
            actor,
            "create_ticket",
            requester=self.requester.email,
            subject=self.text(self.scenario.subjects),
            body=self.request_body(channel),
            body_format=self.scenario.body_format,
            channel=channel,
            priority=self.priority if channel != "portal" else "medium",
            tags=[] if channel == "portal" else self.tags(),
            cc_emails=self.copies(),
            type=self.library.office.type_for(self.scenario.tags, is_fault=self.scenario.is_fault),
            custom=self.values_of_fields(by_customer=True),
        )

    def values_of_fields(self, *, by_customer: bool) -> dict[str, Any]:
        """What the form or the team fills in beside the text."""
        office = self.library.office
        return office.values_for(self.scenario.tags, self.values, self.rng, self.at, by_customer=by_customer)

    def request_body(self, channel: str) -> str:
        """The first message, in the manner of its channel."""
        phrases, text = self.library.phrases, self.text(self.scenario.bodies)
        if self.scenario.is_special:
            return text
        if self.happens(0.55):
            text += " " + self.text(self.wordings("details"))
        if channel == "portal":
            return customer_letter(text, self.requester, phrases, self.rng)
        return capitalise(text) + "\n\n" + self.text(phrases[f"from_{channel}"])

    def tags(self) -> list[str]:
        """The tags of the scenario, now and then with one more."""
        extra = [self.rng.choice(self.library.phrases["extra_tags"])] if self.happens(0.08) else []
        return [*self.scenario.tags, *extra, *self.library.office.extra_tags(self.scenario.tags, self.rng)]

    def copies(self) -> list[str]:
        """Addresses of colleagues who shall read along."""
        others = [other.email for other in self.library.customers if other.company == self.requester.company]
        others.remove(self.requester.email)
        return [self.rng.choice(others)] if others and self.happens(0.1) else []

    def take(self) -> None:
        """Somebody looks at it for the first time: assigns, tags, sets the priority."""
        self.taken = True
        self.staff_waits(HOURS_TO_FIRST_ANSWER[self.priority] * 0.6)
        admin = self.library.staff_with("admin")[-1]
        dispatcher = admin if self.happens(0.35) else self.agent
        if self.queue:
            self.step(dispatcher.email, "change_queue", to=self.queue)
        self.step(dispatcher.email, "assign_ticket", to=self.agent.email)
        self.step(dispatcher.email, "change_tags", to=self.tags())
        values = self.values_of_fields(by_customer=False)
        if values:
            self.step(dispatcher.email, "change_custom", to=values)
        if self.happens(0.08):
            watcher = self.somebody()
            self.step(watcher.email, "watch_ticket", member=watcher.email)
        wanted = self.priority
        if self.happens(0.1):
            wanted = PRIORITIES[max(0, min(3, PRIORITIES.index(wanted) + self.rng.choice((-1, 1))))]
        self.step(dispatcher.email, "change_priority", to=wanted)
        if len(self.scenario.subjects) > 1 and self.happens(0.04):
            self.step(dispatcher.email, "change_subject", to=self.text(self.scenario.subjects))

    def play(self, line: Line) -> None:
        """One line of the conversation."""
        if line.speaker == "customer":
            self.customer_says(line.wordings)
            return
        if not self.taken:
            self.take()
        self.staff_waits(HOURS_TO_FIRST_ANSWER[self.priority] * 0.5)
        if line.speaker == "note":
            self.step(self.agent.email, "change_status", to="in_progress")
            self.say(self.agent, self.text(line.wordings), is_internal=True)
            if not self.scenario.is_special and self.happens(0.12):
                self.hand_over()
        elif line.speaker == "solve":
            self.solve(line.wordings)
        else:
            asked = line.speaker == "ask"
            self.answer(line.wordings, self.word_for("pending") if asked else "in_progress")

    def word_for(self, kind: str) -> str:
        """A status of this kind, in the workspace's own word where it has one for this."""
        return self.library.office.word_for(kind, self.scenario.tags, self.rng)

    def hand_over(self) -> None:
        """Another member goes on with it."""
        before, self.agent = self.agent, self.somebody()
        if self.agent != before:
            self.say(before, self.text(self.library.phrases["handovers"]), is_internal=True)
            self.step(before.email, "assign_ticket", to=self.agent.email)

    def solve(self, wordings: tuple[str, ...] | list[str]) -> None:
        """The last answer. Some customers say thanks before it is resolved, and a few reopen it by saying so after."""
        is_usual = not self.scenario.is_special
        refused = self.word_for("closed")
        self.done_as = "resolved" if refused == "closed" else refused
        thanked_first = is_usual and self.happens(0.25)
        self.answer(wordings, "in_progress" if thanked_first else self.done_as)
        if thanked_first or (is_usual and self.happens(0.07)):
            self.customer_says(self.wordings("thanks"))
            self.settle()

    def settle(self) -> None:
        """The agent resolves it without another word."""
        self.staff_waits(0.3)
        self.step(self.agent.email, "change_status", to=self.done_as)

    def relapse(self) -> None:
        """It was not solved after all."""
        self.customer_waits(20)
        self.customer_says(self.library.phrases["relapses"])
        self.staff_waits(1.5)
        self.answer(self.library.phrases["second_answers"], "resolved")

    def rate(self) -> None:
        """The customer rates the help; half of them say why."""
        resolved_at = self.at
        self.customer_waits(4)
        score = self.rng.choices(list(SCORES), list(SCORES.values()))[0]
        comment = self.text(self.library.phrases["ratings"][str(score)]) if self.happens(0.5) else ""
        self.step(self.requester.email, "rate_ticket", score=score, comment=comment)
        self.at = resolved_at

    def close(self) -> None:
        """Two weeks later nobody has written again."""
        if self.done_as == "resolved":
            self.at += CLOSES_AFTER
            self.step(RULES, "change_status", to="closed")

    def end_without_answer(self) -> None:
        """The customer never answers the question, so the agent lets go."""
        self.at += datetime.timedelta(days=4)
        self.staff_waits(3)
        self.answer(self.library.phrases["no_answer"], "resolved")

    def withdraw(self) -> None:
        """The customer found it alone."""
        self.customer_says(self.library.phrases["found_it"])
        self.step(self.requester.email, "change_status", to="closed")
