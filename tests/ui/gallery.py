"""A page with every component in its typical and its awkward states."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

NOW = datetime(2026, 3, 11, 13, 30, tzinfo=UTC)

LEVELS = [("1", "1"), ("2", "2"), ("3", "3"), ("4", "4"), ("not_observed", "Not observed")]
ANCHORS = [
    "Proposed a metric without asking what the product optimizes.",
    "Named precision and recall; needed a hint to connect them to the cost of a false alarm.",
    "Asked what a miss costs, then chose an operating point and said how to monitor it.",
    "As 3, and stated before being asked how the offline metric can disagree with the online one.",
]


class GalleryForm(forms.Form):
    """Each kind of control once."""

    name = forms.CharField(label="Name", help_text="As the candidate writes it.")
    email = forms.EmailField(label="E-mail", widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    level = forms.ChoiceField(label="Level", choices=[("", "Choose…"), ("senior", "Senior")])
    starts = forms.DateField(label="Start date", required=False, widget=forms.DateInput())
    meets = forms.DateTimeField(label="Meeting", required=False)
    kind = forms.ChoiceField(
        label="Strategy",
        choices=[("software", "Software first"), ("research", "Research first")],
        widget=forms.RadioSelect,
    )
    days = forms.MultipleChoiceField(
        label="Days",
        required=False,
        choices=[("mo", "Monday"), ("tu", "Tuesday")],
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    resume = forms.FileField(label="Résumé", required=False, help_text="PDF or DOCX, up to 10 MB.")
    agree = forms.BooleanField(label="The candidate agreed to be kept for a year", required=False)
    rating = forms.ChoiceField(label="Chooses a metric", choices=LEVELS, widget=forms.RadioSelect)


def navigation() -> list[dict[str, Any]]:
    """Sections as the real navigation gives them."""
    work = [
        _item("Today", "home", active=False, count=3, shortcut="g h"),
        _item("Pipeline", "layout-kanban", active=True, shortcut="g p"),
        _item("Candidates", "users", shortcut="g c"),
        _item("Requisitions", "briefcase", shortcut="g r"),
        _item("Interviews", "calendar-event", count=12),
        _item("Scorecards", "clipboard-check"),
        _item("Debriefs", "presentation"),
    ]
    learn = [
        _item("Funnel", "chart-bar"),
        _item("Calibration", "scale"),
        _item("Forecast", "hourglass"),
    ]
    rules = [
        _item("Rubrics", "target"),
        _item("Question bank", "messages"),
        _item("Team", "users-group"),
    ]
    return [
        {"label": "", "items": work},
        {"label": "Insight", "items": learn},
        {"label": "Set up", "items": rules},
    ]


def _item(label: str, icon: str, active: bool = False, **more: Any) -> dict[str, Any]:
    return {"label": label, "url": f"#{icon}", "icon": icon, "active": active, "count": 0} | more


def story() -> list[SimpleNamespace]:
    """A candidate's last days."""
    rows = [
        (timedelta(minutes=-12), "Priya Raman", "submitted a scorecard", "clipboard-check", ""),
        (
            timedelta(hours=-20),
            "Tom Okafor",
            "moved to Onsite",
            "arrow-right",
            "<p>Strong take-home.</p>",
        ),
        (timedelta(days=-3), "", "Take-home received", "file-text", ""),
        (timedelta(days=-400), "Import", "applied through a referral", "user-plus", ""),
    ]
    return [
        SimpleNamespace(when=NOW + ago, who=who, text=text, icon=icon, html=SafeString(html))
        for ago, who, text, icon, html in rows
    ]


def people() -> list[dict[str, Any]]:
    """Rows of a table."""
    rows = [
        ("Amara Nwosu", "Onsite", 3.4, 2.8, 3.9, "positive", "Ready for debrief"),
        ("Jonas Lindqvist", "Take-home", 2.5, 1.6, 3.4, "caution", "Due tomorrow"),
        ("李小龙 Li Xiaolong", "Screen", None, None, None, "neutral", "Waiting for candidate"),
        ("Maximiliana Wolfeschlegelsteinhausenbergerdorff", "Offer", 3.8, 3.2, 4, "info", "Sent"),
        ("Zoë O'Brien", "Onsite", 1.9, 1.2, 2.6, "negative", "Overdue"),
    ]
    keys = ("name", "stage", "level", "low", "high", "tone", "state")
    return [
        dict(zip(keys, row, strict=True)) | {"when": NOW - timedelta(hours=7 * n)}
        for n, row in enumerate(rows)
    ]


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component on one page; `?errors` shows the form as sent and refused."""
    form = GalleryForm({"name": "", "email": "no"}) if "errors" in request.GET else GalleryForm()
    stages = [
        ("Applied", 148),
        ("Screen", 62),
        ("Take-home", 31),
        ("Onsite", 14),
        ("Offer", 3),
        ("Hired", 0),
    ]
    context = {
        "navigation": navigation(),
        "viewer_zone": "Europe/Berlin",
        "now": NOW,
        "user": SimpleNamespace(is_authenticated=True, name="Priya Raman", email="p@example.org"),
        "form": form,
        "anchors": ANCHORS,
        "story": story(),
        "people": people(),
        "stages": [{"label": label, "count": count, "url": "#"} for label, count in stages],
        "channels": [
            {"label": "Referral", "value": 41, "note": "12 hired"},
            {"label": "LinkedIn", "value": 87, "note": "4 hired"},
            {"label": "NeurIPS 2025", "value": 9, "note": "2 hired"},
        ],
        "views": [
            {"label": "Board", "url": "#b", "active": True, "icon": "layout-kanban"},
            {"label": "Table", "url": "#t", "count": 258},
            {"label": "Search", "url": "#s"},
        ],
        "page": SimpleNamespace(previous_url="?a", next_url="?b", count_text="51 to 100 of 258"),
        "last": date(2026, 3, 12),
        "names": ["Priya Raman", "Tom Okafor", "Mei Chen", "Ana Souza", "Bo Li", "Kit", "Noor A."],
        "text": "A **bold** claim:\n\n- one\n- two `code`\n\n> quoted\n\n[paper](https://example.org)",
    }
    return render(request, "gallery.html", context)
