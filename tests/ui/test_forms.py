"""Fields: label, help and errors are tied to the control they speak of."""

import re

import pytest
from django import forms
from django.forms import formset_factory

from tests.ui.gallery import ANCHORS, GalleryForm


class Small(forms.Form):
    """A text, a secret and a pair of boxes."""

    name = forms.CharField(label="Name", help_text="As on paper.")
    secret = forms.CharField(widget=forms.HiddenInput)
    when = forms.SplitDateTimeField(label="When", widget=forms.SplitDateTimeWidget)

    def clean(self):
        raise forms.ValidationError("They do not fit together.")


def field(render, name, form=None):
    return render(f"{{% field form.{name} %}}", form=form or GalleryForm())


def rating(render, form=None):
    source = "{% rating_field form.rating anchors %}"
    return render(source, form=form or GalleryForm(), anchors=ANCHORS)


SINGLE = sorted(set(GalleryForm.base_fields) - {"kind", "days", "rating"})


@pytest.mark.parametrize("name", SINGLE)
def test_every_control_has_a_label_of_its_own(render, name):
    html = field(render, name)

    target = re.search(r'<label[^>]* for="([^"]+)"', html)[1]
    assert f'id="{target}"' in html


def test_help_and_error_are_read_with_the_control(render):
    html = field(render, "name", GalleryForm({"name": ""}))

    assert 'aria-describedby="id_name_help id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_name_help"' in html
    assert 'id="id_name_error"' in html
    assert "This field is required." in html


def test_a_good_field_is_not_called_invalid(render):
    html = field(render, "email")

    assert "aria-invalid" not in html
    assert "aria-describedby" not in html


def test_what_may_stay_empty_says_so(render):
    assert "optional" in field(render, "note")
    assert "optional" not in field(render, "name")


def test_choices_are_a_group_with_a_legend(render):
    html = field(render, "kind", GalleryForm({"kind": ""}))

    assert "<fieldset" in html
    assert "<legend" in html
    assert html.count('type="radio"') == 2
    assert 'aria-describedby="id_kind_error"' in html


@pytest.mark.parametrize(
    ("name", "kind", "value", "shown"),
    [
        ("starts", "date", "2026-03-01", "2026-03-01"),
        ("meets", "datetime-local", "2026-03-01 10:30", "2026-03-01 10:30"),
    ],
)
def test_dates_use_the_browsers_picker(render, name, kind, value, shown):
    html = field(render, name, GalleryForm({name: value}))

    assert f'type="{kind}"' in html
    assert f'value="{shown}"' in html


def test_what_the_pickers_send_is_understood():
    form = GalleryForm({"starts": "2026-03-01", "meets": "2026-03-01T10:30"})

    form.is_valid()

    assert "starts" not in form.errors
    assert "meets" not in form.errors


def test_the_summary_links_to_each_field(render):
    html = render("{% form_errors form %}", form=GalleryForm({"name": "", "email": "no"}))

    assert 'role="alert"' in html
    assert 'href="#id_name"' in html
    assert 'href="#id_email"' in html
    assert 'href="#id_kind_0"' in html


def test_the_summary_has_general_and_hidden_errors_and_reaches_split_fields(render):
    html = render("{% form_errors form %}", form=Small({}))

    assert "They do not fit together." in html
    assert "Secret:" in re.sub(r"\s+", " ", html)
    assert 'href="#id_when_0"' in html


def test_the_summary_counts(render):
    one = GalleryForm({"name": "x", "email": "a@b.example", "level": "senior", "kind": "software"})

    assert "One thing needs your attention" in render("{% form_errors form %}", form=one)
    assert "5 things need" in render("{% form_errors form %}", form=GalleryForm({"starts": ""}))


@pytest.mark.parametrize("form", [None, GalleryForm()])
def test_a_form_that_was_not_sent_has_no_summary(render, form):
    assert render("{% form_errors form %}", form=form).strip() == ""


def test_the_summary_of_a_formset_has_all_its_forms(render):
    formset = formset_factory(Small, extra=2)(
        {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-name": "y", "form-1-name": "x"}
    )

    html = render("{% form_errors formset %}", formset=formset)

    assert 'href="#id_form-0-when_0"' in html
    assert 'href="#id_form-1-when_0"' in html


def test_a_refused_form_keeps_what_was_typed(render):
    html = field(render, "note", GalleryForm({"note": "half <a> thought"}))

    assert "half &lt;a&gt; thought" in html


def test_each_level_stands_with_its_anchor(render):
    html = rating(render)

    for anchor in ANCHORS:
        assert anchor in html
    assert [int(level) for level in re.findall(r'data-level="(\d)"', html)] == [1, 2, 3, 4, 0]
    assert "not observed" in html


def test_anchors_may_come_by_level(render):
    form = GalleryForm()

    html = render("{% rating_field form.rating anchors %}", form=form, anchors={"3": "third"})

    assert html.index("third") > html.index('data-level="3"')


def test_the_chosen_level_is_checked(render):
    html = rating(render, GalleryForm({"rating": "3"}))

    chosen = re.findall(r"<input[^>]*checked[^>]*>", html)
    assert len(chosen) == 1
    assert 'value="3"' in chosen[0]


def test_a_missing_rating_is_told_at_the_scale(render):
    html = rating(render, GalleryForm({"name": "x"}))

    assert 'aria-describedby="id_rating_error"' in html
    assert "This field is required." in html


def test_an_empty_choice_is_not_a_second_not_observed(render):
    class WithBlank(forms.Form):
        rating = forms.ChoiceField(
            choices=[("", "—"), ("1", "1"), ("4", "4"), ("x", "n/o")], widget=forms.RadioSelect
        )

    html = rating(render, WithBlank())

    assert html.count('data-level="0"') == 1
    assert 'value="x"' in html
