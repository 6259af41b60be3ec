"""Who may see and do what: the whole access matrix in one table (domain note 3.1).

A permission opens a page; *whose* words are on it is a second question, answered by dated
involvements: an IRO sees their own children, while they are theirs. A guard test holds every route
against this table.
"""

from enum import StrEnum


class Role(StrEnum):
    """What a person at the desk is to the children."""

    IRO = "iro"
    SOCIAL_WORKER = "social_worker"
    TEAM_MANAGER = "team_manager"
    SAFEGUARDING = "safeguarding"
    QA_MANAGER = "qa_manager"
    PARTICIPATION = "participation"
    COUNCIL_MEMBER = "council_member"
    ADVOCATE = "advocate"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """What a page or a button needs."""

    ANYONE = "anyone"  # no sign-in: the front page, help
    LINK = "link"  # whoever holds the secret address of a survey
    PROVIDER = "provider"  # a signed call of the text provider
    PRACTICE = "practice"  # the pretend phone; only in the demonstration
    SIGNED_IN = "signed_in"
    SEE_OWN_CHILDREN = "see_own_children"
    SEE_NOT_HEARD = "see_not_heard"  # who was asked and who answered, without a word of it
    SEE_BRIEF = "see_brief"
    SEE_RECORD = "see_record"  # of their own children: plans, meetings, who was there
    WORK_RECORD = "work_record"  # write in it, by hand
    KEY_IN = "key_in"  # what somebody wrote on paper, or said on the telephone
    WRITE_LETTERS = "write_letters"  # with the secret link of one person in it
    CHANGE_CONTACT = "change_contact"  # what somebody is called, and on which number they are
    CONCLUDE_REVIEW = "conclude_review"  # held, decided, told, exported, disputed
    JUDGE_TAGS = "judge_tags"
    CHECK_THEMES = "check_themes"  # of words that were shared, without a name, to teach
    EDIT_WORDS = "edit_words"  # the words that point at a theme
    READ_WORDS = "read_words"  # the reading duty of product rule 2
    CHAT = "chat"  # write back and forth with young people, parents and carers
    SEE_WORRIES = "see_worries"
    WORK_WORRIES = "work_worries"
    SEE_THREADS = "see_threads"
    LINK_FINDINGS = "link_findings"
    START_ACTION = "start_action"
    TELL_BACK = "tell_back"
    SEE_REGISTER = "see_register"
    RECORD_HOME_VISITS = "record_home_visits"  # by an independent person (Regulation 44)
    PLACE_TEXTS = "place_texts"
    ASK = "ask"  # put a survey to a group of people
    SETTLE_TEXTS = "settle_texts"  # say whether a text in doubt went, without a word of it
    RESET_SIGN = "reset_sign"  # let somebody choose the pictures anew that open My voice
    SEE_SURVEYS = "see_surveys"
    SEE_COUNCIL_WORDS = "see_council_words"  # said to the council, without a name
    TAKE_PART = "take_part"  # have ideas, talk, vote: the council's own members
    HELP_COUNCIL = "help_council"  # ask members in, look at what was kept back; no vote
    SEE_IDEAS = "see_ideas"  # the members and whoever helps them
    RECORD_SIGN_OFF = "record_sign_off"
    PUBLISH = "publish"
    KEEP_SOUNDS = "keep_sounds"  # recordings of the questions
    SEE_USERS = "see_users"
    CHANGE_SETTINGS = "change_settings"
    IMPORT = "import"


P = Permission

OPEN_DOORS = frozenset({P.ANYONE, P.LINK, P.PROVIDER, P.PRACTICE})

MATRIX: dict[Role, frozenset[Permission]] = {
    Role.IRO: frozenset(
        {
            P.SEE_OWN_CHILDREN,
            P.SEE_NOT_HEARD,
            P.SEE_BRIEF,
            P.SEE_RECORD,
            P.WORK_RECORD,
            P.KEY_IN,
            P.WRITE_LETTERS,
            P.CHANGE_CONTACT,
            P.CONCLUDE_REVIEW,
            P.JUDGE_TAGS,
            P.READ_WORDS,
            P.CHAT,
            P.SEE_SURVEYS,
        }
    ),
    Role.SOCIAL_WORKER: frozenset(
        {
            P.SEE_NOT_HEARD,
            P.SEE_RECORD,
            P.WORK_RECORD,
            P.KEY_IN,
            P.CHANGE_CONTACT,
            P.SEE_SURVEYS,
        }
    ),
    Role.TEAM_MANAGER: frozenset({P.SEE_NOT_HEARD, P.SEE_RECORD, P.SEE_REGISTER, P.SEE_SURVEYS}),
    Role.SAFEGUARDING: frozenset(
        {P.SEE_WORRIES, P.WORK_WORRIES, P.READ_WORDS, P.CHAT, P.PLACE_TEXTS}
    ),
    Role.QA_MANAGER: frozenset(
        {
            P.SEE_THREADS,
            P.LINK_FINDINGS,
            P.START_ACTION,
            P.TELL_BACK,
            P.SEE_REGISTER,
            P.RECORD_HOME_VISITS,
            P.JUDGE_TAGS,
            P.CHECK_THEMES,
            P.EDIT_WORDS,
            P.SEE_SURVEYS,
        }
    ),
    Role.PARTICIPATION: frozenset(
        {
            P.SEE_NOT_HEARD,
            P.KEY_IN,
            P.WRITE_LETTERS,
            P.CHANGE_CONTACT,
            P.ASK,
            P.SEE_SURVEYS,
            P.SEE_COUNCIL_WORDS,
            P.SEE_IDEAS,
            P.HELP_COUNCIL,
            P.RECORD_SIGN_OFF,
            P.EDIT_WORDS,
            P.PUBLISH,
            P.KEEP_SOUNDS,
            P.RESET_SIGN,
            P.SETTLE_TEXTS,
        }
    ),
    Role.COUNCIL_MEMBER: frozenset(
        {P.SEE_IDEAS, P.TAKE_PART, P.SEE_SURVEYS, P.SEE_COUNCIL_WORDS, P.EDIT_WORDS}
    ),
    Role.ADVOCATE: frozenset({P.SEE_SURVEYS}),
    Role.ADMINISTRATOR: frozenset({P.SEE_USERS, P.CHANGE_SETTINGS, P.IMPORT, P.SETTLE_TEXTS}),
}

# What the authority adds to a named, trained person.
READING_DUTY = frozenset({P.READ_WORDS, P.CHAT})

# Who may be given a child to work with, from a day and until a day.
WORKS_WITH_CHILDREN = (Role.IRO, Role.SOCIAL_WORKER, Role.TEAM_MANAGER, Role.ADVOCATE)

ROLE_NAMES: dict[Role, str] = {
    Role.IRO: "reviewing officer",
    Role.SOCIAL_WORKER: "social worker",
    Role.TEAM_MANAGER: "team manager",
    Role.SAFEGUARDING: "duty desk",
    Role.QA_MANAGER: "quality assurance",
    Role.PARTICIPATION: "participation worker",
    Role.COUNCIL_MEMBER: "Children in Care Council",
    Role.ADVOCATE: "advocate",
    Role.ADMINISTRATOR: "administrator",
}


def permissions(roles: frozenset[Role], *, reading_duty: bool) -> frozenset[Permission]:
    """All that somebody with these roles may do."""
    allowed = {P.SIGNED_IN}
    for role in roles:
        allowed |= MATRIX[role]
    return frozenset(allowed | READING_DUTY) if reading_duty else frozenset(allowed)


class Desk(StrEnum):
    """The team queues that messages wait in: nobody's own, so that no leave loses any."""

    PARTICIPATION = "participation"
    REVIEWING = "reviewing"
    DUTY = "duty"


def queues(roles: frozenset[Role], *, reading_duty: bool) -> frozenset[Desk]:
    """The queues that somebody with these roles works in."""
    held = {Desk.PARTICIPATION} if reading_duty else set()
    held |= {Desk.REVIEWING} if Role.IRO in roles else set()
    return frozenset(held | ({Desk.DUTY} if Role.SAFEGUARDING in roles else set()))


class Who(StrEnum):
    """Who may see one answer, as the person chose it (product: who-sees-it, answer by answer)."""

    IRO = "iro"
    IRO_WORKER = "iro_worker"
    REVIEW = "review"
    TEAM = "team"  # whoever reads for the survey team, and without a name
    COUNCIL = "council"  # the Children in Care Council, and without a name


NAMELESS = frozenset({Who.TEAM, Who.COUNCIL})
NAMED = frozenset(Who) - NAMELESS
DEFAULT_WHO = Who.IRO  # highest privacy is where it starts (Children's Code, standard 7)
