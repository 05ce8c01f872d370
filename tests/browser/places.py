"""The product's pages: who opens each, and what it is about."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse


@dataclass(frozen=True)
class Place:
    """One page with the demo's data on it."""

    name: str
    # Before @demo.example; nobody is signed in where it is empty.
    login: str
    route: str
    # Names in the address, each with the person whose it is: "loop_id:nakamura".
    ids: tuple[str, ...] = ()
    query: str = ""
    status: int = 200

    def path(self, world: dict[str, Any]) -> str:
        """Return its address in this world."""
        if self.route.startswith("/"):
            return self.route
        kwargs = {name.split(":")[0]: world[name] for name in self.ids}
        return reverse(self.route, kwargs=kwargs) + self.query.format(**world)


PLACES = [
    Place("sign-in", "", "account_login"),
    Place("forgotten-password", "", "account_reset_password"),
    Place("home-administrator", "admin", "accounts:home"),
    Place("home-recruiter", "recruiter", "accounts:home"),
    Place("home-coordinator", "coordinator", "accounts:home"),
    Place("home-manager", "manager", "accounts:home"),
    Place("home-interviewer", "interviewer3", "accounts:home"),
    Place("home-newcomer", "newcomer", "accounts:home"),
    Place("applications", "recruiter", "pipeline:list"),
    Place("applications-narrowed", "recruiter", "pipeline:list", (), "?status=all&q=nobody"),
    Place("applications-none", "newcomer", "pipeline:list"),
    Place("tasks", "recruiter", "pipeline:tasks"),
    Place("tasks-of-a-job", "recruiter", "pipeline:job_tasks", ("requisition_id",)),
    Place("away", "manager", "pipeline:absence"),
    Place("duplicates", "recruiter", "candidates:duplicates"),
    Place("notifications", "recruiter", "messaging:notifications"),
    Place("notification-settings", "recruiter", "messaging:notification_settings"),
    Place("requisitions", "recruiter", "requisitions:list"),
    Place("requisitions-none", "newcomer", "requisitions:list"),
    Place("opening", "recruiter", "requisitions:create", (), "?archetype={role_id}&level=senior"),
    Place("requisition", "recruiter", "requisitions:detail", ("requisition_id",)),
    Place("build", "recruiter", "requisitions:build", ("requisition_id",)),
    Place("build-profile", "recruiter", "requisitions:build_profile", ("requisition_id",)),
    Place(
        "build-competency",
        "recruiter",
        "requisitions:competency",
        ("requisition_id", "competency_id"),
    ),
    Place("build-loop", "recruiter", "requisitions:build_loop", ("requisition_id",)),
    Place(
        "build-interview",
        "recruiter",
        "requisitions:planned_change",
        ("requisition_id", "planned_id"),
    ),
    Place("build-text", "recruiter", "requisitions:build_text", ("requisition_id",)),
    Place("build-team", "recruiter", "requisitions:build_team", ("requisition_id",)),
    Place("build-state", "recruiter", "requisitions:build_ready", ("requisition_id",)),
    Place("draft", "recruiter", "requisitions:detail", ("requisition_id:draft",)),
    Place("draft-open", "manager", "requisitions:build_ready", ("requisition_id:draft",)),
    Place("board", "recruiter", "pipeline:board", ("requisition_id",)),
    Place("table", "recruiter", "pipeline:table", ("requisition_id",), "?status=all"),
    Place("triage", "recruiter", "pipeline:triage", ("requisition_id",)),
    Place("intake-choice", "recruiter", "pipeline:import"),
    Place("intake", "recruiter", "pipeline:import", ("requisition_id",)),
    Place("sheet-columns", "recruiter", "pipeline:sheet", ("requisition_id", "sheet_id:draft")),
    Place(
        "sheet-values",
        "recruiter",
        "pipeline:sheet",
        ("requisition_id", "sheet_id:draft"),
        "?step=values",
    ),
    Place("sheet-imported", "recruiter", "pipeline:sheet", ("requisition_id", "sheet_id:done")),
    Place("application", "recruiter", "pipeline:detail", ("application_id:okafor",)),
    Place("application-ended", "recruiter", "pipeline:detail", ("application_id:silva",)),
    Place("application-blind", "admin", "pipeline:detail", ("application_id:lindqvist",)),
    Place(
        "hypothesis", "recruiter", "pipeline:hypothesis", ("application_id:iyer", "competency_id")
    ),
    Place("thread", "recruiter", "pipeline:messages", ("application_id:okafor",)),
    Place("email-templates", "recruiter", "messaging:template_list"),
    Place("email-template-add", "recruiter", "messaging:template_add"),
    Place("our-organization", "admin", "accounts:organization"),
    Place("candidates", "recruiter", "candidates:list"),
    Place("candidates-none", "recruiter", "candidates:list", (), "?q=nobody+at+all"),
    Place("candidate", "recruiter", "candidates:detail", ("candidate_id:okafor",)),
    Place("candidate-add", "recruiter", "candidates:add"),
    Place("candidate-edit", "recruiter", "candidates:edit", ("candidate_id:okafor",)),
    Place("booking", "coordinator", "interviews:book", ("application_id:iyer",)),
    Place("loop-to-come", "coordinator", "interviews:loop", ("loop_id:nakamura",)),
    Place("loop-owed", "coordinator", "interviews:loop", ("loop_id:lindqvist",)),
    Place("loop-add", "coordinator", "interviews:add", ("loop_id:nakamura",)),
    Place("debrief-meeting", "coordinator", "interviews:meeting", ("loop_id:nakamura",)),
    Place("interviewers", "coordinator", "interviews:pool"),
    Place("interviewer", "coordinator", "interviews:pool_person", ("user_id",)),
    Place("rooms", "coordinator", "scheduling:room_list"),
    Place("room-add", "coordinator", "scheduling:room_add"),
    Place("availability", "interviewer3", "scheduling:mine"),
    Place("move", "coordinator", "interviews:move", ("interview_id:nakamura",)),
    Place("move-loop", "coordinator", "interviews:move_loop", ("loop_id:nakamura",)),
    Place("week", "coordinator", "interviews:week"),
    Place("day", "coordinator", "interviews:day"),
    Place("replace", "coordinator", "interviews:replace", ("seat_id:nakamura",)),
    Place("mine", "interviewer3", "interviews:mine"),
    Place("mine-none", "newcomer", "interviews:mine"),
    Place("kit-to-come", "interviewer3", "scorecards:kit", ("interview_id:nakamura",)),
    Place("kit-owed", "admin", "scorecards:kit", ("interview_id:lindqvist",)),
    Place("kit-of-others", "recruiter", "scorecards:kit", ("interview_id:nakamura",)),
    Place("kit-done", "interviewer3", "scorecards:kit", ("interview_id:okafor",)),
    Place("kit-puzzle", "interviewer", "scorecards:kit", ("interview_id:puzzle",)),
    Place(
        "kit-puzzle-shown",
        "interviewer",
        "scorecards:question",
        ("interview_id:puzzle", "question_version_id:puzzle"),
    ),
    Place("kit-take-home", "coordinator", "scorecards:kit", ("interview_id:exercise",)),
    Place(
        "kit-project",
        "interviewer3",
        "scorecards:project",
        ("interview_id:nakamura", "project_number"),
    ),
    Place("exercise", "", "take_homes:brief", ("token",)),
    Place("exercise-forged", "", "/take-homes/1.forged/", status=404),
    Place("card", "recruiter", "scorecards:card", ("scorecard_id:okafor",)),
    Place("card-not-yet", "recruiter", "scorecards:card", ("scorecard_id:lindqvist",), status=403),
    Place("amending", "interviewer", "scorecards:amend", ("scorecard_id:okafor",)),
    Place("debriefs", "manager", "debriefs:list"),
    Place("debriefs-none", "newcomer", "debriefs:list"),
    Place("debrief", "manager", "debriefs:detail", ("debrief_id",)),
    Place("debrief-owed", "recruiter", "debriefs:of_application", ("application_id:lindqvist",)),
    Place("library", "recruiter", "rubrics:home"),
    Place("library-import", "recruiter", "rubrics:library_import"),
    Place("roles", "recruiter", "rubrics:role_list"),
    Place("role", "recruiter", "rubrics:role_detail", ("role_id",)),
    Place("organizations", "recruiter", "rubrics:organization_list"),
    Place("organization", "recruiter", "rubrics:organization_detail", ("organization_id",)),
    Place("organization-new", "recruiter", "rubrics:organization_new"),
    Place("organization-edit", "manager", "rubrics:organization_edit", ("organization_id",)),
    Place("adjustments", "recruiter", "rubrics:adjustment_list"),
    Place(
        "adjustment-new", "recruiter", "rubrics:adjustment_new", (), "?answer=data_ownership:own"
    ),
    Place("adjustment-edit", "recruiter", "rubrics:adjustment_edit", ("adjustment_id",)),
    Place("role-new", "recruiter", "rubrics:role_new"),
    Place("role-edit", "recruiter", "rubrics:role_edit", ("role_id",)),
    Place("role-profile", "recruiter", "rubrics:role_profile", ("role_id",), "?level=senior"),
    Place("role-stages", "recruiter", "rubrics:role_stages", ("role_id",)),
    Place("role-loop", "recruiter", "rubrics:role_loop", ("role_id",)),
    Place("role-pitch", "recruiter", "rubrics:role_pitch", ("role_id",)),
    Place("role-variants", "recruiter", "rubrics:role_variants", ("role_id",)),
    Place("competency-new", "recruiter", "rubrics:competency_new"),
    Place("competency-edit", "recruiter", "rubrics:competency_edit", ("competency_id",)),
    Place("competencies", "recruiter", "rubrics:competency_list"),
    Place("competency", "recruiter", "rubrics:competency_detail", ("competency_id",)),
    Place("rubrics", "recruiter", "rubrics:rubric_list"),
    Place("rubric", "recruiter", "rubrics:rubric_detail", ("rubric_id",)),
    Place("rubrics-written", "recruiter", "rubrics:rubric_list", (), "?state=draft"),
    Place("rubric-new", "recruiter", "rubrics:rubric_new"),
    Place("rubric-edit", "recruiter", "rubrics:rubric_edit", ("rubric_id:draft",)),
    Place("rubric-draft-of-others", "admin", "rubrics:rubric_detail", ("rubric_id:draft",)),
    Place(
        "rubric-versions", "recruiter", "rubrics:rubric_compare", ("rubric_id:draft",), "?all=yes"
    ),
    Place("rubric-one-version", "manager", "rubrics:rubric_compare", ("rubric_id",)),
    Place("question-new", "manager", "rubrics:question_new"),
    Place("question-edit", "manager", "rubrics:question_edit", ("question_id:draft",)),
    Place("question-versions", "recruiter", "rubrics:question_compare", ("question_id:draft",)),
    Place("questions", "recruiter", "rubrics:question_list"),
    Place("question", "recruiter", "rubrics:question_detail", ("question_id",)),
    Place("takehome", "recruiter", "rubrics:question_detail", ("question_id:data",), "?seed=4711"),
    Place("data-none", "recruiter", "rubrics:question_data", ("question_id:data",), "?seed=x", 400),
    Place("probe", "recruiter", "rubrics:question_detail", ("question_id:probe",)),
    Place("probe-builder", "recruiter", "rubrics:probe_builder"),
    Place(
        "question-puzzle",
        "recruiter",
        "rubrics:question_detail",
        ("question_id:puzzle",),
        "?seed=7",
    ),
    Place("puzzles", "recruiter", "rubrics:puzzle_list"),
    Place("puzzle", "recruiter", "rubrics:puzzle_detail", ("puzzle_key",), "?seed=4711"),
    Place("puzzle-none", "recruiter", "rubrics:puzzle_detail", ("puzzle_key",), "?seed=x", 400),
    Place("people", "admin", "accounts:user_list"),
    Place("people-invite", "admin", "accounts:user_add"),
    Place("invitation", "", "accounts:invitation", ("invitation_token",)),
    Place(
        "invitation-revoked",
        "",
        "accounts:invitation",
        ("invitation_token:revoked",),
        status=410,
    ),
    Place("person", "admin", "accounts:user_edit", ("user_id",)),
    Place("teams", "admin", "accounts:team_list"),
    Place("team", "admin", "accounts:team_edit", ("team_id",)),
    Place("messages", "admin", "messaging:list"),
    Place("profile", "recruiter", "accounts:profile"),
    Place("password", "recruiter", "account_change_password"),
    Place("not-allowed", "newcomer", "accounts:user_list", status=403),
    Place("not-found", "recruiter", "/nowhere/", status=404),
]
