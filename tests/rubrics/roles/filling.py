"""A page's form as a browser would send it back: what stands in it, for tests to change."""

import re
from html.parser import HTMLParser

from django.http import HttpResponse
from django.urls import reverse


class _Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.here, self.found = {}, {}
        self.textarea = self.select = None
        self.inside = False

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        name = given.get("name")
        if tag == "form":
            self.inside, self.here = True, {}
        if not self.inside or (tag in ("input", "textarea", "select") and not name):
            return
        if tag == "input" and (
            given.get("type") not in ("checkbox", "radio") or "checked" in given
        ):
            self.here.setdefault(name, []).append(given.get("value", ""))
        if tag == "textarea":
            self.textarea = name
            self.here[name] = [""]
        if tag == "select":
            self.select = name
        if tag == "option" and self.select and "selected" in given:
            self.here.setdefault(self.select, []).append(given["value"])

    def handle_data(self, data):
        if self.textarea:
            self.here[self.textarea][0] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.textarea:
            # Browsers leave out the line end that follows the tag.
            self.here[self.textarea][0] = (
                self.here[self.textarea][0].removeprefix("\r\n").lstrip("\n")
            )
            self.textarea = None
        if tag == "select":
            self.select = None
        if tag == "form":
            self.inside = False
            # A page has small forms besides, of one button each.
            if len(self.here) > len(self.found):
                self.found = self.here


def filled(answer: HttpResponse) -> dict[str, list[str]]:
    """Return the fields of the page's largest form, with their values."""
    parser = _Fields()
    parser.feed(answer.content.decode())
    assert parser.found, "no form"
    return parser.found


def url(name, **kwargs):
    return reverse(f"rubrics:{name}", kwargs=kwargs or None)


def text(answer) -> str:
    """What a person reads: without tags, white space as one blank."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def change(client, address, **values):
    """Open a form, change some of it and send it; return the answer."""
    form = filled(client.get(address))
    assert set(values) - {"do"} <= set(form), set(values) - set(form)
    return client.post(address, form | values)
