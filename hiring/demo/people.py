"""Who works in the demo organization."""

from hiring.accounts import actions
from hiring.accounts.models import SiteRole, User
from hiring.scheduling.models import TrainingStep
from hiring.scheduling.training import sign_off
from rubrics.models import InterviewKind

PASSWORD = "demo-hiring"  # noqa: S105 - published in the README, made in the embedded demo only

# Login before @demo.example → name, site role, zone.
STAFF = {
    "admin": ("Ines Albrecht", SiteRole.ADMINISTRATOR, "Europe/Berlin"),
    "recruiter": ("Robin Castellano", SiteRole.RECRUITER, "Europe/Berlin"),
    "coordinator": ("Kim Duarte", SiteRole.COORDINATOR, "Europe/Lisbon"),
    "interviewer": ("Priya Raman", SiteRole.MEMBER, "Europe/London"),
    "interviewer2": ("Tom Achterberg", SiteRole.MEMBER, "Europe/Amsterdam"),
    "interviewer3": ("Lena Fischer", SiteRole.MEMBER, "Europe/Berlin"),
    "manager": ("Marcus Webb", SiteRole.MEMBER, "Europe/London"),
}


# What good looks like is theirs to change, for everybody.
LIBRARY_EDITORS = {"recruiter", "manager"}


# Who holds which interviews, and who is on the way there.
QUALIFIED = {
    InterviewKind.MATH_PUZZLE: ("interviewer", "interviewer3"),
    InterviewKind.TAKE_HOME: ("interviewer", "interviewer2", "interviewer3"),
    InterviewKind.PROJECT_PROBE: ("interviewer", "interviewer2", "interviewer3"),
    InterviewKind.SYSTEM_DESIGN: ("interviewer", "interviewer3"),
    InterviewKind.ML_DEBUGGING: ("interviewer", "interviewer2"),
    InterviewKind.BACKGROUND: ("manager", "interviewer", "interviewer2"),
}
LEARNING = {
    "interviewer2": {InterviewKind.SYSTEM_DESIGN: TrainingStep.REVERSE_SHADOW},
    "interviewer3": {InterviewKind.ML_DEBUGGING: TrainingStep.SHADOW},
}


def hire_staff() -> dict[str, User]:
    """Return the demo's users by login, made; the administrator first, who adds the others."""
    staff: dict[str, User] = {}
    for login, (name, site_role, zone) in STAFF.items():
        staff[login] = actions.add_user(
            email=f"{login}@demo.example",
            name=name,
            zone=zone,
            site_role=site_role,
            library_editor=login in LIBRARY_EDITORS,
            actor=staff.get("admin"),
            password=PASSWORD,
        )
    members = [staff[login] for login in ("manager", "interviewer", "interviewer2", "interviewer3")]
    actions.save_team(team=None, name="Forecasting", members=members, actor=staff["admin"])
    return staff


def train_interviewers(staff: dict[str, User]) -> None:
    """Note who may hold which interviews, as the administrator signed it off."""
    for login, user in staff.items():
        steps = {
            str(kind): str(TrainingStep.QUALIFIED)
            for kind, logins in QUALIFIED.items()
            if login in logins
        }
        steps |= {str(kind): str(step) for kind, step in LEARNING.get(login, {}).items()}
        if steps:
            sign_off(user=user, steps=steps, actor=staff["admin"])
