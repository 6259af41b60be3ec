"""The matters a review must consider (CPPCR 2010, Schedule 7).

Each with the child's words beside the plan it touches, how current that plan is, and what audits
found about the same thing.
"""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from analysis import themes
from analysis.suggest import Because
from analysis.suggest import FindingOnRecord
from analysis.suggest import FindingSuggestion
from analysis.suggest import Heading
from analysis.suggest import PlanOnRecord
from analysis.suggest import PlanSuggestion
from analysis.suggest import same_thing
from analysis.suggest import touching_plans
from analysis.themes import Theme
from surveys.journey import shipped as journey
from voice_app.pages.brief import FindingBeside
from voice_app.pages.brief import Matter
from voice_app.pages.brief import PlanTouched
from voice_app.pages.words import Quote

HEADINGS = {
    1: "Changes since the last review",
    3: "A home that lasts",
    4: "Seeing family",
    5: "Where they live",
    6: "School and learning",
    7: "Fun and free time",
    8: "Health and feelings",
    9: "Who they are",
    10: "Help between visits, and knowing what is going on",
    11: "Getting ready to move on",
    12: "Being listened to",
}
FINDINGS_A_MATTER = 1
LONGEST_HERE = 240  # letters; longer words stand whole at the top

_Said = tuple[Quote, Theme, str]  # a quote, the theme it is here for, and the stage's label


@dataclass(frozen=True)
class Around:
    """What surrounds a child's words: their plans, the register, and what was asked."""

    plans: Sequence[PlanOnRecord]
    expected: frozenset[str]
    findings: Sequence[FindingOnRecord]
    asked: frozenset[str]  # themes that a question asked about
    skipped: frozenset[str]  # themes whose question was skipped
    of_question: Mapping[int, Sequence[str]]  # answers, and the themes of the question asked
    kept: bool  # something was kept private; nothing says what
    apart: bool  # something stands with a safety note, under no heading
    today: date


def matters(quotes: Sequence[Quote], around: Around) -> tuple[Matter, ...]:
    """A row for each matter with words or with a plan to mend; the silent rest in one row.

    A quote is shown once, under the first matter it is about; a later one points back to it.
    Words without a theme stand under the matter they were asked about, else in a row of their own.
    """
    by_paragraph, unsorted = _by_paragraph(quotes, around)
    rows: list[Matter] = []
    silent: list[str] = []
    shown: dict[int, str] = {}  # quotes, and the heading they stand under
    told: set[str] = set()  # plans to mend that an earlier row has named
    for paragraph, heading in HEADINGS.items():
        said = by_paragraph.get(paragraph, [])
        row = _matter(paragraph, heading, said, around, shown=shown)
        to_mend = {plan.label for plan in row.plans if plan.standing != "current"}
        if said or to_mend - told:
            rows.append(row)
            told |= to_mend
            shown |= {quote.answer_id: heading for quote in row.quotes}
        else:
            silent.append(heading)
    if unsorted:
        rows.append(_not_yet_sorted(unsorted))
    if silent:
        rest = ", ".join([silent[0], *(each.lower() for each in silent[1:])])
        somewhere = unsorted or around.apart or around.kept
        silence = "Nothing sorted here." if somewhere else "Nothing said this time."
        rows.append(Matter(rest, "", (), silence, (), (), "What else matters to you?"))
    return tuple(rows)


def _by_paragraph(
    quotes: Sequence[Quote], around: Around
) -> tuple[Mapping[int, list[_Said]], list[Quote]]:
    """Each quote under the first matter of each of its themes, once a matter; and those of none."""
    found: dict[int, list[_Said]] = {}
    unsorted: list[Quote] = []
    for quote in quotes:
        about = _about(quote, around)
        for theme, stage in about:
            rows = found.setdefault(_home(theme), [])
            if all(each.answer_id != quote.answer_id for each, _, _ in rows):
                rows.append((quote, theme, stage))
        if not about:
            unsorted.append(quote)
    return found, unsorted


def _about(quote: Quote, around: Around) -> list[tuple[Theme, str]]:
    """The themes laid on words; without one, those of the question, as no tagger reads them all."""
    known = themes.shipped().themes
    if quote.tags:
        return [(known[tag.theme], tag.stage) for tag in quote.tags]
    asked = around.of_question.get(quote.answer_id, ())
    return [(known[key], "") for key in asked if key not in quote.not_about]


def _not_yet_sorted(unsorted: Sequence[Quote]) -> Matter:
    short = tuple(quote for quote in unsorted if len(quote.words) <= LONGEST_HERE)
    silence = "" if short else "See their longer words above."
    return Matter("Said, not yet sorted", "", short, silence, (), (), "What is this about for you?")


def _home(theme: Theme) -> int:
    """The matter a theme is shown under; what has none is about being listened to."""
    return next((p for p in theme.schedule_7 if p in HEADINGS), 12)


def _matter(
    paragraph: int,
    heading: str,
    said: Sequence[_Said],
    around: Around,
    *,
    shown: Mapping[int, str],
) -> Matter:
    here = [theme for theme in themes.shipped().themes.values() if _home(theme) == paragraph]
    about = list(dict.fromkeys(theme for _, theme, _ in said)) or here
    fresh = [
        quote
        for quote, _, _ in said
        if quote.answer_id not in shown and len(quote.words) <= LONGEST_HERE
    ]
    return Matter(
        heading=heading,
        theme=about[0].label if said else "",
        quotes=tuple(fresh[:1]),
        silence="" if fresh else _silence(here, said, around, shown=shown),
        plans=_plans(about, around),
        findings=_findings(said, around),
        question=about[0].question if about else "",
    )


def _silence(
    here: Sequence[Theme], said: Sequence[_Said], around: Around, *, shown: Mapping[int, str]
) -> str:
    if said:
        heading = shown.get(said[0][0].answer_id)
        return f"See their words under “{heading}”." if heading else "See their longer words above."
    keys = {theme.key for theme in here}
    if keys & around.skipped:
        return "Not said. Asked, skipped."
    if keys & around.asked:
        return "Asked, nothing written."
    return "Not asked, or kept private." if around.kept else "Not asked this time."


def _plans(about: Sequence[Theme], around: Around) -> tuple[PlanTouched, ...]:
    """The plan nearest to what was said, or to the matter where nothing was."""
    for theme in about:
        found = touching_plans(theme, around.plans, around.today, expected=around.expected)
        if found:
            return (_plan(found[0], theme),)
    return ()


def _plan(found: PlanSuggestion, theme: Theme) -> PlanTouched:
    return PlanTouched(
        plan_id=int(found.plan.key) if found.plan else 0,
        label=journey().plans[found.kind].label,
        standing=str(found.currency),
        last_updated=found.plan.last_updated if found.plan else None,
        next_due=found.plan.next_due if found.plan else None,
        reason=f"“{theme.label}” touches this plan",
    )


def _findings(said: Sequence[_Said], around: Around) -> tuple[FindingBeside, ...]:
    """Findings about the same theme, nearest stage first; none where nothing was said."""
    found: dict[int | str, FindingSuggestion] = {}
    stages = {stage.label: key for key, stage in journey().stages.items()}
    for _, theme, stage in said:
        for suggestion in same_thing(theme.key, stages.get(stage, ""), around.findings):
            found.setdefault(suggestion.finding.key, suggestion)
    nearest = sorted(found.values(), key=lambda each: list(Because).index(each.reason.code))
    return tuple(_beside(each) for each in nearest[:FINDINGS_A_MATTER])


def _beside(suggestion: FindingSuggestion) -> FindingBeside:
    finding = suggestion.finding
    return FindingBeside(
        finding_id=int(finding.key),
        words=finding.words,
        heading=str(Heading(finding.heading)),
        document=finding.document_title,
        period=finding.period,
        reason=because(suggestion),
    )


def because(suggestion: FindingSuggestion) -> str:
    """Why a finding stands beside these words, in a sentence."""
    theme = themes.shipped().label(str(suggestion.reason.parts["theme"]))
    if suggestion.reason.code is Because.SAME_THEME_AND_STAGE:
        return f"Also about “{theme}”, at the same stage"
    return f"Also about “{theme}”"
