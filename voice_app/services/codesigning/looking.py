"""What a member and their helper see: what waits for them, one idea, the words of the council."""

from collections.abc import Sequence
from datetime import datetime
from datetime import timedelta

from analysis.held_back import Kept
from analysis.themes import shipped as themes
from surveys import editing
from surveys.codesign import IN_A_SURVEY
from surveys.codesign import About
from surveys.codesign import Piece
from surveys.codesign import Standing
from surveys.codesign import Step
from surveys.codesign import differences
from surveys.codesign import standing
from surveys.codesign import steps
from surveys.questions import Kind
from surveys.wording import BARS
from surveys.wording import Advice
from surveys.wording import advice
from surveys.wording import advice_on_question
from surveys.wording import rare_words
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.codesign import Bypass
from voice_app.models.codesign import HeldWords
from voice_app.models.codesign import Proposal
from voice_app.models.codesign import Remark
from voice_app.models.codesign import SignOff
from voice_app.models.codesign import Wording
from voice_app.models.surveys import Survey
from voice_app.models.surveys import SurveyVersion
from voice_app.pages.council import Askable
from voice_app.pages.council import BypassShown
from voice_app.pages.council import CouncilPage
from voice_app.pages.council import Decided
from voice_app.pages.council import IdeaPage
from voice_app.pages.council import IdeaRow
from voice_app.pages.council import RemarkShown
from voice_app.pages.council import SignedOff
from voice_app.pages.council import SurveyToChange
from voice_app.pages.council import WordList
from voice_app.services.codesigning.proposing import choices_of
from voice_app.store import accounts
from voice_app.store import council
from voice_app.store import surveys

RECENT = timedelta(days=60)  # long enough for two meetings
A_QUESTION = frozenset({About.QUESTION, About.CHANGE})
MANY = 10  # people: fewer are as good as nobody, for the council (domain note 3.7)


def overview(*, user_id: int, now: datetime) -> CouncilPage:
    """The first page: what waits for this member, their own ideas, and everybody's."""
    group, rules = council.members(), council.rules()
    rows = [_row(each, user_id) for each in council.proposals()]
    shown = [row for row in rows if row is not None]
    is_worker = user_id not in group
    to_vote = tuple(row for row in shown if row.waits_for_me)
    mine = tuple(row for row in shown if row.mine and not row.waits_for_me)
    names = accounts.names({user_id})
    return CouncilPage(
        nickname=names.get(user_id, ""),
        is_worker=is_worker,
        to_vote=to_vote,
        mine=mine,
        others=tuple(row for row in shown if row not in to_vote and row not in mine),
        bypasses=tuple(_bypass(each, now) for each in council.bypasses()),
        signed=tuple(_signed(each, user_id) for each in council.not_by_vote(now - RECENT)),
        held=len(council.waiting_for_a_look()) if is_worker else 0,
        quorum=rules.quorum,
        share=rules.share,
        members=len(group),
    )


def idea(proposal_id: int, *, user_id: int, now: datetime) -> IdeaPage | None:
    """One idea with all that was said to it; None where there is none for this reader.

    When the participation worker opens it, whoever had it sees that it was read.
    """
    row = db.session.get(Proposal, proposal_id)
    if row is None:
        return None
    if row.read_at is None and user_id not in council.members():
        with writing():
            db.session.get_one(Proposal, proposal_id).read_at = now
        row = db.session.get_one(Proposal, proposal_id)
    return _page(row, user_id)


def surveys_to_change() -> tuple[SurveyToChange, ...]:
    """Every survey that is out, with its questions, to pick one."""
    found: dict[str, SurveyToChange] = {}
    for survey, version in surveys.all_versions():
        if survey.key in found or version.state != "published":
            continue
        asks = surveys.questionnaire(version.id)
        questions = tuple(
            Askable(
                each.key, each.wording.of("en", "12-17"), len(each.choices), each.kind is Kind.SCALE
            )
            for each in asks.questions
            if each.kind is not Kind.INFORMATION
        )
        found[survey.key] = SurveyToChange(survey.key, asks.title.of("en", "all"), questions)
    return tuple(found.values())


def word_list() -> WordList:
    """The words that the council agreed on, for surveys, texts and reports."""
    theirs = council.words_of_theirs()
    return WordList(
        say={word: said for word, said in theirs.items() if said},
        never=tuple(word for word, said in theirs.items() if not said),
        themes={each.place: council.newest_words(each) for each in council.accepted(About.THEME)},
    )


def themes_to_name() -> tuple[tuple[str, str], ...]:
    """Every theme, by key and by what we call it now."""
    return tuple((key, theme.label) for key, theme in themes().themes.items())


def _page(row: Proposal, user_id: int) -> IdeaPage | None:
    group = council.members()
    said = council.remarks(row.id)
    shown, held = _shown(row, user_id, group)
    if shown is None:
        return None
    names = accounts.names({row.by, *(each.by for each in said), row.decided_by or row.by})
    stands, mine, on_paper = _standing(row, shown.number, user_id)
    before, after = _compared(row, shown)
    return IdeaPage(
        proposal_id=row.id,
        about=row.about,
        survey=_title(row.survey_id),
        place=_place(row),
        kind=row.kind,
        choices=choices_of(shown.choices),
        by="" if row.nameless else names[row.by],
        from_adult=row.from_adult,
        on=london_day(row.at),
        number=shown.number,
        words=shown.words,
        before=before,
        after=after,
        advice=_advice(row, shown),
        kept=Kept(held.why) if held else Kept.NOT,
        told=held.told if held else "",
        members=tuple((each, group[each]) for each in sorted(stands.waiting)),
        mine=row.by == user_id,
        remarks=_remarks(said, user_id, names),
        standing=stands,
        my_vote=mine,
        asked_again=user_id in stands.asked_again,
        on_paper=on_paper,
        can_be_compared=not (row.about == About.CHANGE and _repeats(row)),
        steps=_steps(row, said),
        decided=_decided(row, names),
        changes=_changes(row),
        version_id=row.version_id,
    )


def _row(row: Proposal, user_id: int) -> IdeaRow | None:
    group = council.members()
    shown, held = _shown(row, user_id, group)
    if shown is None:
        return None
    stands, mine, _ = _standing(row, shown.number, user_id)
    open_to_me = row.state == "open" and user_id in stands.waiting and held is None
    return IdeaRow(
        proposal_id=row.id,
        about=row.about,
        words=shown.words,
        survey=_title(row.survey_id),
        state=row.state,
        yes=stands.yes,
        needed=stands.needed,
        waits_for_me=open_to_me and not mine,
        asked_again=user_id in stands.asked_again,
        mine=row.by == user_id,
        kept=Kept(held.why) if held else Kept.NOT,
    )


def _shown(
    row: Proposal, user_id: int, group: dict[int, str]
) -> tuple[Wording | None, HeldWords | None]:
    """The newest wording this reader may see, and why the group does not see it, if it does not.

    Whoever wrote words that were kept back sees them, and so does the worker who looks.
    """
    wordings = council.wordings(row.id)
    held = {each.wording_id: each for each in council.held({w.id for w in wordings}, ())}
    for wording in reversed(wordings):
        if wording.id not in held:
            return wording, None
        if wording.by == user_id or user_id not in group:
            return wording, held[wording.id]
    return None, None


def _standing(row: Proposal, number: int, user_id: int) -> tuple[Standing, str, int]:
    cast, on_paper = council.votes(row.id)
    mine = [each.says for each in cast if each.member == user_id and each.wording == number]
    stands = standing(cast, number, council.members(), council.rules())
    return stands, str(mine[0]) if mine else "", on_paper


def _compared(row: Proposal, shown: Wording) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """What stands now beside the newest words; of a new thing, the wording before this one."""
    old = _question_now(row) if row.about == About.CHANGE else ""
    if not old:
        old = next((w.words for w in council.wordings(row.id) if w.number == shown.number - 1), "")
    return differences(old, shown.words) if old else ((), ())


def _question_now(row: Proposal) -> str:
    version = surveys.newest_published(row.survey_id) if row.survey_id else None
    asked = surveys.questionnaire(version.id).question(row.place) if version else None
    return asked.wording.of("en", "12-17") if asked else ""


def _place(row: Proposal) -> str:
    """Where it would stand, in words."""
    if row.about in (About.CHANGE, About.CHOICE):
        return _question_now(row)
    if row.about == About.THEME:
        return themes().label(row.place) if row.place in themes().themes else row.place
    return row.place if row.about == About.WORD else ""


def _repeats(row: Proposal) -> bool:
    version = surveys.newest_published(row.survey_id) if row.survey_id else None
    asked = surveys.questionnaire(version.id).question(row.place) if version else None
    return asked is not None and asked.repeats


def _advice(row: Proposal, shown: Wording) -> tuple[Advice, ...]:
    if row.about not in IN_A_SURVEY:
        return ()
    form = advice_on_question(shown.words, BARS["8-11"]) if row.about in A_QUESTION else ()
    return (*advice(shown.words, council.words_of_theirs()), *form, *rare_words(shown.words))


def _remarks(
    said: Sequence[Remark], user_id: int, names: dict[int, str]
) -> tuple[RemarkShown, ...]:
    group = council.members()
    held = {each.remark_id: each for each in council.held((), {r.id for r in said})}
    return tuple(
        RemarkShown(
            remark_id=each.id,
            words=each.words,
            by="" if each.nameless else names.get(each.by, ""),
            from_adult=not _is_young(each.by, group),
            on=london_day(each.at),
            mine=each.by == user_id,
            kept=Kept(held[each.id].why) if each.id in held else Kept.NOT,
            told=held[each.id].told if each.id in held else "",
        )
        for each in said
        if each.id not in held or each.by == user_id or user_id not in group
    )


def _is_young(user_id: int, group: dict[int, str]) -> bool:
    """A member, or one who left: their words stay a young person's."""
    return user_id in group or council.membership(user_id) is not None


def _steps(row: Proposal, said: Sequence[Remark]) -> tuple[tuple[Step, bool], ...]:
    talked = any(each.by != row.by for each in said) or len(council.wordings(row.id)) > 1
    used = row.state == "used"
    if row.used_in is not None:
        used = db.session.get_one(SurveyVersion, row.used_in).state == "published"
    asked = row.about in A_QUESTION and row.used_in is not None
    came = {
        Step.READ: row.read_at is not None,
        Step.TALKED: talked,
        Step.DECIDED: row.state != "open",
        Step.USED: used,
        Step.ANSWERED: asked and surveys.answered_by(row.used_in or 0, row.place) >= MANY,
    }
    shown = steps(came)
    return shown if row.about in A_QUESTION else shown[:-1]


def _decided(row: Proposal, names: dict[int, str]) -> Decided | None:
    if row.decided_at is None:
        return None
    number = db.session.get_one(SurveyVersion, row.used_in).number if row.used_in else None
    by = names.get(row.decided_by, "") if row.decided_by else ""
    return Decided(row.state, row.reason, by, london_day(row.decided_at), number)


def _changes(row: Proposal) -> tuple[tuple[str, str, str], ...]:
    """What a new version would change of the one that is out."""
    if row.version_id is None or row.survey_id is None:
        return ()
    new = db.session.get_one(SurveyVersion, row.version_id)
    old = surveys.newest_published(row.survey_id)
    if old is None or old.id == new.id:
        return ()
    return editing.changed(old.document, new.document)


def _title(survey_id: int | None) -> str:
    newest = surveys.newest(survey_id) if survey_id else None
    return surveys.questionnaire(newest.id).title.of("en", "all") if newest else ""


def _bypass(row: Bypass, now: datetime) -> BypassShown:
    version = db.session.get_one(SurveyVersion, row.survey_version_id)
    return BypassShown(
        bypass_id=row.id,
        survey=_title(version.survey_id),
        number=version.number,
        reason=row.reason,
        by=accounts.names({row.by}).get(row.by, ""),
        on=london_day(row.at),
        explain_by=london_day(row.explain_by),
        explained=row.explained_at is not None,
        late=row.explained_at is None and row.explain_by < now,
    )


def _signed(row: SignOff, user_id: int) -> SignedOff:
    version = db.session.get_one(SurveyVersion, row.survey_version_id)
    survey = db.session.get_one(Survey, version.survey_id)
    names = accounts.names({row.member_id, row.recorded_by})
    return SignedOff(
        sign_off_id=row.id,
        survey=_title(survey.id),
        number=version.number,
        kind=row.kind,
        by=names.get(row.member_id, ""),
        helper=names.get(row.recorded_by, ""),
        on=london_day(row.at),
        note=row.note,
        mine=row.member_id == user_id and row.denied_at is None,
    )
