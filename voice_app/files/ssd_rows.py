"""The tables and fields we take from a Standard Safeguarding Dataset extract, and nothing more.

The names are the dataset's own. Fields in ``PASSED_OVER`` are known and never read into anything:
ethnicity, nationality, postcodes, pupil numbers, categories of abuse.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from voice_app.files.declared import code
from voice_app.files.declared import day
from voice_app.files.declared import text
from voice_app.files.declared import truth
from voice_app.files.rows903 import LEGAL_STATUSES
from voice_app.files.rows903 import PLACEMENTS
from voice_app.files.rows903 import REASONS_CEASED
from voice_app.files.rows903 import REVIEW_CODES
from voice_app.files.rows903 import SAME_DAY_CONTINUATION


@dataclass(frozen=True)
class PersonRow:
    """A child or young person. Somebody not yet born has no day of birth."""

    PASSED_OVER: ClassVar[str] = (
        "pers_sex pers_gender pers_ethnicity pers_common_child_id pers_legacy_id pers_upn_unknown"
        " pers_send_flag pers_expected_dob pers_is_mother pers_nationality"
    )
    line: int
    person_id: str = text("pers_person_id", needed=True)
    forename: str = text("pers_forename")
    surname: str = text("pers_surname")
    born: date | None = day("pers_dob")
    died: date | None = day("pers_death_date")


@dataclass(frozen=True)
class EpisodeRow:
    """An episode of a period of care; ``period_id`` is that period, over all its episodes."""

    PASSED_OVER: ClassVar[str] = (
        "clae_cla_episode_start_reason clae_cla_primary_need_code clae_referral_id"
        " clae_cla_placement_id clae_cla_last_iro_contact_date"
    )
    line: int
    episode_id: str = text("clae_cla_episode_id", needed=True)
    person_id: str = text("clae_person_id", needed=True)
    period_id: str = text("clae_cla_id", needed=True)
    since: date = day("clae_cla_episode_start_date", needed=True)
    until: date | None = day("clae_cla_episode_ceased_date")
    reason_ceased: str = code("clae_cla_episode_ceased_reason", REASONS_CEASED)
    entered_care: date | None = day("clae_entered_care_date")

    @property
    def ends_care(self) -> bool:
        """Whether care itself ended: with a day, and a reason other than X1."""
        return self.until is not None and self.reason_ceased not in ("", SAME_DAY_CONTINUATION)


@dataclass(frozen=True)
class ReviewRow:
    """A statutory review of a period of care: due, held, or cancelled."""

    line: int
    review_id: str = text("clar_cla_review_id", needed=True)
    period_id: str = text("clar_cla_id", needed=True)
    due_on: date | None = day("clar_cla_review_due_date", coming=True)
    held_on: date | None = day("clar_cla_review_date")
    cancelled: bool | None = truth("clar_cla_review_cancelled")
    participation: str = code("clar_cla_review_participation", REVIEW_CODES)


@dataclass(frozen=True)
class CarePlanRow:
    """A care plan, as it was made on a day."""

    PASSED_OVER: ClassVar[str] = "lacp_cla_care_plan_json"
    line: int
    plan_id: str = text("lacp_table_id", needed=True)
    person_id: str = text("lacp_person_id", needed=True)
    since: date = day("lacp_cla_care_plan_start_date", needed=True)
    until: date | None = day("lacp_cla_care_plan_end_date", coming=True)


@dataclass(frozen=True)
class PlacementRow:
    """Where a child lived."""

    PASSED_OVER: ClassVar[str] = (
        "clap_cla_placement_urn clap_cla_placement_distance clap_cla_placement_provider clap_cla_id"
        " clap_cla_placement_postcode clap_cla_placement_change_reason"
    )
    line: int
    placement_id: str = text("clap_cla_placement_id", needed=True)
    person_id: str = text("clap_person_id", needed=True)
    since: date = day("clap_cla_placement_start_date", needed=True)
    until: date | None = day("clap_cla_placement_end_date")
    kind: str = code("clap_cla_placement_type", PLACEMENTS)


@dataclass(frozen=True)
class VisitRow:
    """A social worker's visit to a child in care."""

    PASSED_OVER: ClassVar[str] = "clav_cla_id"
    line: int
    visit_id: str = text("clav_cla_visit_id", needed=True)
    person_id: str = text("clav_person_id", needed=True)
    held_on: date = day("clav_cla_visit_date", needed=True)
    child_seen: bool | None = truth("clav_cla_visit_seen")
    seen_alone: bool | None = truth("clav_cla_visit_seen_alone")


@dataclass(frozen=True)
class HealthRow:
    """A health check. Only completed health assessments are used; nothing of what they found."""

    line: int
    check_id: str = text("clah_health_check_id", needed=True)
    person_id: str = text("clah_person_id", needed=True)
    kind: str = text("clah_health_check_type", needed=True)
    on: date | None = day("clah_health_check_date", coming=True)
    status: str = text("clah_health_check_status")


@dataclass(frozen=True)
class LegalStatusRow:
    """Under which status a child was looked after."""

    line: int
    status_id: str = text("lega_legal_status_id", needed=True)
    person_id: str = text("lega_person_id", needed=True)
    status: str = code("lega_legal_status", LEGAL_STATUSES, needed=True)
    since: date = day("lega_legal_status_start_date", needed=True)
    until: date | None = day("lega_legal_status_end_date")


@dataclass(frozen=True)
class NeedPlanRow:
    """A child in need plan."""

    PASSED_OVER: ClassVar[str] = "cinp_referral_id cinp_cin_plan_team cinp_cin_plan_worker_id"
    line: int
    plan_id: str = text("cinp_cin_plan_id", needed=True)
    person_id: str = text("cinp_person_id", needed=True)
    since: date = day("cinp_cin_plan_start_date", needed=True)
    until: date | None = day("cinp_cin_plan_end_date")


@dataclass(frozen=True)
class ProtectionPlanRow:
    """A child protection plan; ``elsewhere`` is not blank where another authority holds it."""

    PASSED_OVER: ClassVar[str] = (
        "cppl_referral_id cppl_icpc_id cppl_cp_plan_initial_category cppl_cp_plan_latest_category"
    )
    line: int
    plan_id: str = text("cppl_cp_plan_id", needed=True)
    person_id: str = text("cppl_person_id", needed=True)
    since: date = day("cppl_cp_plan_start_date", needed=True)
    until: date | None = day("cppl_cp_plan_end_date")
    elsewhere: str = text("cppl_cp_plan_ola")


@dataclass(frozen=True)
class ConferenceRow:
    """A review child protection conference: due, held, or both."""

    PASSED_OVER: ClassVar[str] = (
        "cppr_cp_review_meeting_id cppr_cp_review_outcome_continue_cp cppr_cp_review_quorate"
        " cppr_cp_review_participation"
    )
    line: int
    review_id: str = text("cppr_cp_review_id", needed=True)
    person_id: str = text("cppr_person_id", needed=True)
    plan_id: str = text("cppr_cp_plan_id", needed=True)
    due_on: date | None = day("cppr_cp_review_due", coming=True)
    held_on: date | None = day("cppr_cp_review_date")


@dataclass(frozen=True)
class EarlyHelpRow:
    """A time of early help."""

    PASSED_OVER: ClassVar[str] = (
        "earl_episode_reason earl_episode_end_reason earl_episode_organisation"
        " earl_episode_worker_id"
    )
    line: int
    episode_id: str = text("earl_episode_id", needed=True)
    person_id: str = text("earl_person_id", needed=True)
    since: date = day("earl_episode_start_date", needed=True)
    until: date | None = day("earl_episode_end_date")


@dataclass(frozen=True)
class CareLeaverRow:
    """A care leaver, with the last review of their pathway plan and their personal adviser."""

    PASSED_OVER: ClassVar[str] = (
        "clea_care_leaver_eligibility clea_care_leaver_in_touch clea_care_leaver_latest_contact"
        " clea_care_leaver_accommodation clea_care_leaver_accom_suitable clea_care_leaver_activity"
        " clea_care_leaver_personal_advisor clea_care_leaver_allocated_team"
        " clea_care_leaver_worker_id"
    )
    line: int
    row_id: str = text("clea_table_id", needed=True)
    person_id: str = text("clea_person_id", needed=True)
    pathway_reviewed: date | None = day("clea_pathway_plan_review_date")


@dataclass(frozen=True)
class InvolvementRow:
    """Who worked with a child as what; what each role is called differs from place to place."""

    PASSED_OVER: ClassVar[str] = "invo_professional_team invo_worker_change_reason invo_referral_id"
    line: int
    involvement_id: str = text("invo_involvements_id", needed=True)
    person_id: str = text("invo_person_id", needed=True)
    professional_id: str = text("invo_professional_id", needed=True)
    role: str = text("invo_professional_role_id", needed=True)
    since: date = day("invo_involvement_start_date", needed=True)
    until: date | None = day("invo_involvement_end_date", coming=True)


@dataclass(frozen=True)
class ProfessionalRow:
    """A member of staff. No address is in the extract, so an account is found by staff number."""

    PASSED_OVER: ClassVar[str] = (
        "prof_professional_name prof_social_worker_registration_no prof_professional_job_title"
        " prof_professional_caseload prof_full_time_equivalency prof_agency_worker_flag"
    )
    line: int
    professional_id: str = text("prof_professional_id", needed=True)
    staff_id: str = text("prof_staff_id")
    department: str = text("prof_professional_department")


@dataclass(frozen=True)
class DepartmentRow:
    """A team, and the one it belongs to."""

    PASSED_OVER: ClassVar[str] = "dept_team_parent_name"
    line: int
    team_id: str = text("dept_team_id", needed=True)
    name: str = text("dept_team_name", needed=True)
    parent_id: str = text("dept_team_parent_id")
