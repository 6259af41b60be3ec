"""Threads as pages: each of the six steps done, waiting or a gap. Names are hidden."""

from dataclasses import replace
from datetime import datetime
from datetime import timedelta

from analysis import themes
from analysis.counts import cell
from analysis.redact import redact
from analysis.suggest import Because
from analysis.suggest import same_thing
from analysis.thread import Owed
from analysis.thread import Standing
from analysis.thread import State
from analysis.thread import StepState
from analysis.thread import standing
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.quality import EvidenceLink
from voice_app.models.quality import Finding
from voice_app.models.quality import QaDocument
from voice_app.pages.quality import ActionShown
from voice_app.pages.quality import FindingShown
from voice_app.pages.quality import LinkShown
from voice_app.pages.quality import StepShown
from voice_app.pages.quality import ThreadList
from voice_app.pages.quality import ThreadPage
from voice_app.pages.quality import ThreadRow
from voice_app.pages.quality import ToldShown
from voice_app.pages.words import Quote
from voice_app.store import access
from voice_app.store import accounts
from voice_app.store import findings
from voice_app.store import messages
from voice_app.store import people
from voice_app.store import quality
from voice_app.store import quotes
from voice_app.store import record
from voice_app.store import threads
from voice_app.store.threads import Thread

MOST_THREADS = 500  # on one page
SUGGESTIONS = 6
A_QUARTER = timedelta(days=91)
TITLES = {
    "voice": "Voice",
    "theme": "Theme and stage",
    "link": "Finding",
    "action": "Action",
    "told": "Told back",
    "helped": "Did it help?",
}
OWED = {
    Owed.READING: "A person must read it first.",
    Owed.THEME: "It needs a theme.",
    Owed.LINK: "It is tied to no finding or plan yet.",
    Owed.ACTION: "Nothing is being done about it yet.",
    Owed.TELLING: "They have not been told what was done.",
    Owed.ASKING: "They have not been asked if it helped.",
    Owed.TALKING: "Done twice, and it did not help. Somebody must talk with them.",
    Owed.NOTHING: "",
}


def thread_list(*, user_id: int, show: str, now: datetime, most: int = MOST_THREADS) -> ThreadList:
    """The voices shared outside their case: those with a gap first, the longest waiting first."""
    today = london_day(now)
    with writing():
        found = [(each, standing(each.facts(), today)) for each in threads.shared()]
        gaps = [each for each in found if _gap(each[1])]
        waiting = [each for each in found if each[1].state is State.AWAITING_CHILD]
        kept = {"gap": gaps, "waiting": waiting}.get(show, found)
        shown = sorted(kept, key=lambda each: not _gap(each[1]))[:most]
        for each, _ in shown:
            deed = record.Deed(user_id, "saw", f"answer:{each.answer.id}", each.about)
            record.note(deed, now=now)
        return ThreadList(
            rows=tuple(_row(each, where) for each, where in shown),
            total=len(kept),
            with_gap=len(gaps),
            waiting=len(waiting),
            show=show,
        )


def thread_page(answer_id: int, *, user_id: int, now: datetime) -> ThreadPage | None:
    """One thread; None where there is no such voice, or it was not shared."""
    with writing():
        found = threads.thread(answer_id)
        if found is None or not access.is_shared(found.answer):
            return None
        record.note(record.Deed(user_id, "saw", f"thread:{answer_id}", found.about), now=now)
        return _page(found, now)


def _page(found: Thread, now: datetime) -> ThreadPage:
    where = standing(found.facts(), london_day(now))
    quote = nameless(found)
    confirmation = found.confirmations[-1] if found.confirmations else None
    person = found.person
    return ThreadPage(
        answer_id=found.answer.id,
        title=quote.tags[0].label if quote.tags else "Not yet tagged",
        quote=quote,
        age=people.age(person.born, london_day(now)) if person else None,
        steps=_steps(where),
        state=str(where.state),
        owed=OWED[where.owed],
        tags=quote.tags,
        themes=themes.others({tag.theme for tag in quote.tags}),
        links=_links(found),
        actions=_actions(found),
        told=_told(found),
        helped=confirmation.value if confirmation else "",
        helped_words=_hidden(confirmation.words or "", found) if confirmation else "",
        suggestions=_suggestions(found),
        others_like_it=_others(found, now),
    )


def _row(found: Thread, where: Standing) -> ThreadRow:
    quote = nameless(found)
    return ThreadRow(
        answer_id=found.answer.id,
        quote=quote,
        themes=tuple(tag.label for tag in quote.tags),
        steps=_steps(where),
        state=str(where.state),
        gap=_gap(where),
    )


def _gap(where: Standing) -> str:
    """The first step that is a gap, by its title."""
    return next((TITLES[step.name] for step in where.steps if step.state is StepState.GAP), "")


def nameless(found: Thread) -> Quote:
    """The quote as the child let it through, with every name of their network hidden."""
    quote = quotes.for_staff(found.answer)
    return replace(
        quote,
        pieces=tuple(replace(piece, words=_hidden(piece.words, found)) for piece in quote.pieces),
        tags=tuple(replace(tag, because=_hidden(tag.because, found)) for tag in quote.tags),
        speaker=_nameless_speaker(quote, found),
        helped_by=_hidden(quote.helped_by, found),
    )


def _nameless_speaker(quote: Quote, found: Thread) -> str:
    if quote.observed:
        return quote.speaker  # whose notes they are, without a name
    return found.person.kind if found.person and quote.speaker else ""


def _hidden(words: str, found: Thread) -> str:
    return redact(words, found.network).text


def _steps(where: Standing) -> tuple[StepShown, ...]:
    return tuple(
        StepShown(str(step.name), TITLES[step.name], str(step.state), step.since)
        for step in where.steps
    )


def _links(found: Thread) -> tuple[LinkShown, ...]:
    names = accounts.names({row.made_by for row in found.links})
    return tuple(
        LinkShown(
            to=_end(row),
            relation=row.relation,
            note=_hidden(row.note, found),
            made_by=names.get(row.made_by, ""),
            made_on=london_day(row.made_at),
        )
        for row in found.links
    )


def _end(row: EvidenceLink) -> str:
    """What a link leads to, in words."""
    if row.finding_id:
        finding = db.session.get_one(Finding, row.finding_id)
        document = db.session.get_one(QaDocument, finding.document_id)
        return f"{finding.words} ({document.title}, {quality.period(document)})"
    return "A document" if row.document_id else "A plan"


def _actions(found: Thread) -> tuple[ActionShown, ...]:
    shown = quality.actions_shown(found.actions)
    return tuple(replace(action, words=_hidden(action.words, found)) for action in shown)


def _told(found: Thread) -> tuple[ToldShown, ...]:
    names = accounts.names({row.told_by for row in found.told})
    return tuple(
        ToldShown(
            words=_hidden(row.words, found),
            by=names.get(row.told_by, ""),
            on=london_day(row.told_at),
            channel="text" if messages.of_response(row.id) else "web",
            delivery=messages.delivery(row.id),
        )
        for row in found.told
    )


def _suggestions(found: Thread) -> tuple[FindingShown, ...]:
    """Findings about the same thing, each with the reason; already linked ones left out."""
    linked = {row.finding_id for row in found.links}
    by_id = {finding.id: (finding, doc, about) for finding, doc, about in quality.all_findings()}
    register = findings.on_record()
    shown: dict[int, FindingShown] = {}
    for tag in found.tags:
        for each in same_thing(tag.theme, tag.stage, register):
            key = int(each.finding.key)
            if key not in linked and key not in shown:
                finding, document, about = by_id[key]
                label = themes.shipped().label(tag.theme)
                same_stage = each.reason.code is Because.SAME_THEME_AND_STAGE
                reason = f"Also about “{label}”{', at the same stage' if same_stage else ''}"
                shown[key] = quality.finding_shown(finding, document, about, reason)
    return tuple(shown.values())[:SUGGESTIONS]


def _others(found: Thread, now: datetime) -> str:
    """How many people said something like it; hidden where the number is small."""
    if not found.tags:
        return ""
    number = cell(threads.people_about(found.tags[0].theme, since=now - A_QUARTER))
    if number.hidden:
        return "Too few people for a number to be shown: it is hidden to protect them."
    return f"{number.shown} people spoke of this in the last three months."
