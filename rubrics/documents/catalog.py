"""Reading the shipped catalog: YAML files checked against JSON Schemas. No database here."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from rubrics.content.puzzles import FAMILIES
from rubrics.content.take_homes import GENERATORS

FOLDER = Path(__file__).parent.parent / "catalog"
SCHEMAS = FOLDER / "schema"

Document = dict[str, Any]


class CatalogError(ValueError):
    """The catalog can't be loaded; `problems` says why, each with its file and key."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass
class Catalog:
    """What the files hold, in the order in which it is to be loaded."""

    competencies: list[Document] = field(default_factory=list)
    organization_archetypes: list[Document] = field(default_factory=list)
    rubrics: list[Document] = field(default_factory=list)
    role_archetypes: list[Document] = field(default_factory=list)
    adjustments: list[Document] = field(default_factory=list)
    questions: list[Document] = field(default_factory=list)


# The parser in C where PyYAML was built with it: ten times as fast.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _UniqueKeyLoader(_Loader):
    """A safe loader that refuses a key given twice, where YAML would keep the last one."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key_node, _value in node.value:
            key = self.construct_object(key_node, deep=deep)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} is given twice", key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


def read_catalog(folder: Path = FOLDER) -> Catalog:
    """Return the catalog under `folder`.

    Raises CatalogError with every problem found, each naming file and key.
    """
    problems: list[str] = []
    read = _Reader(folder, problems)
    catalog = Catalog(
        competencies=read.list_file("competencies.yaml", "competency"),
        organization_archetypes=read.list_file(
            "organization_archetypes.yaml", "organization_archetype"
        ),
        rubrics=read.one_each("rubrics", "rubric"),
        role_archetypes=read.one_each("role_archetypes", "role_archetype"),
        adjustments=read.list_file("profile_adjustments.yaml", "adjustment"),
        questions=read.one_each("questions", "question"),
    )
    if not problems:
        problems += _unknown_references(catalog)
    if problems:
        raise CatalogError(problems)
    return catalog


def digest(document: Document | list[Document]) -> str:
    """Return the SHA-256 of a document's content, independent of the order of its keys."""
    plain = json.dumps(document, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()


def schema_problems(document: Any, *, schema: str) -> list[str]:
    """Return what is wrong with one document by its schema, as "key: reason" sentences."""
    errors = schema_errors(document, schema=schema)
    return [f"{_where(error)}: {_reason(error)}" for error in errors]


def schema_errors(document: Any, *, schema: str) -> list[ValidationError]:
    """Return what is wrong with one document by its schema, in the document's order."""
    return sorted(_validator(schema).iter_errors(document), key=lambda error: error.json_path)


@dataclass
class _Reader:
    folder: Path
    problems: list[str]

    def list_file(self, name: str, schema: str) -> list[Document]:
        """Documents of a file that holds a list; their order becomes their position."""
        content = self._parse(self.folder / name)
        if not isinstance(content, list):
            self.problems.append(f"{name}: must hold a list")
            return []
        kept = [item for item in content if self._fits(item, name, schema)]
        self._once(kept, name)
        return [item | {"position": position} for position, item in enumerate(kept, start=1)]

    def one_each(self, name: str, schema: str) -> list[Document]:
        """Documents of a folder with one file each, named by its key."""
        kept = []
        for path in sorted((self.folder / name).glob("*.yaml")):
            content = self._parse(path)
            shown = f"{name}/{path.name}"
            if content is None or not self._fits(content, shown, schema):
                continue
            if content["key"] != path.stem:
                self.problems.append(
                    f"{shown}: key: is {content['key']!r} but the file is named {path.stem!r}"
                )
            kept.append(content)
        return kept

    def _parse(self, path: Path) -> Any:
        shown = path.relative_to(self.folder).as_posix()
        try:
            return _string_keys(yaml.load(path.read_text("utf-8"), _UniqueKeyLoader))  # noqa: S506 - a safe one
        except FileNotFoundError:
            self.problems.append(f"{shown}: is missing")
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            self.problems.append(f"{shown}: is not valid YAML: {' '.join(str(error).split())}")
        return None

    def _fits(self, document: Any, shown: str, schema: str) -> bool:
        found = schema_problems(document, schema=schema)
        label = f" ({document['key']})" if isinstance(document, dict) and "key" in document else ""
        self.problems += [f"{shown}{label}: {problem}" for problem in found]
        return not found

    def _once(self, documents: list[Document], shown: str) -> None:
        seen: set[str] = set()
        for document in documents:
            if document["key"] in seen:
                self.problems.append(f"{shown}: key: {document['key']!r} is given twice")
            seen.add(document["key"])


@cache
def _validator(schema: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((SCHEMAS / f"{schema}.json").read_text("utf-8")))


def _where(error: ValidationError) -> str:
    return ".".join(str(part) for part in error.absolute_path) or "(top)"


def _reason(error: ValidationError) -> str:
    """The schema's own words where it has them, since a pattern alone explains little."""
    schema = error.schema if isinstance(error.schema, dict) else {}
    if error.validator in ("pattern", "minLength") and "description" in schema:
        return f"must be {schema['description']}"
    return error.message if len(error.message) < 160 else f"{error.message[:150]} …"


def _string_keys(value: Any) -> Any:
    """YAML reads the key of `3: …` as a number; documents have strings only."""
    if isinstance(value, dict):
        return {str(key): _string_keys(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_string_keys(inner) for inner in value]
    return value.strip() if isinstance(value, str) else value


def _unknown_references(catalog: Catalog) -> Iterator[str]:
    known = {
        "competency": {item["key"] for item in catalog.competencies},
        "rubric": {item["key"] for item in catalog.rubrics},
        "role archetype": {item["key"] for item in catalog.role_archetypes},
        "puzzle family": set(FAMILIES),
        "generator of data": set(GENERATORS),
    }
    for shown, kind, key in _references(catalog):
        if key not in known[kind]:
            yield f"{shown}: no {kind} has the key {key!r}"
    for document in catalog.role_archetypes:
        yield from _impossible_shares(document)


def _references(catalog: Catalog) -> Iterator[tuple[str, str, str]]:
    """(where, kind, key) of each mention of another document."""
    for rubric in catalog.rubrics:
        for number, criterion in enumerate(rubric["criteria"], start=1):
            where = f"rubrics/{rubric['key']}.yaml: criteria.{number}.competency"
            yield where, "competency", criterion["competency"]
    for role in catalog.role_archetypes:
        shown = f"role_archetypes/{role['key']}.yaml"
        for entry in role["profile"]:
            yield f"{shown}: profile", "competency", entry["competency"]
        for interview in role["interviews"]:
            yield f"{shown}: interviews", "rubric", interview["rubric"]
    for adjustment in catalog.adjustments:
        shown = f"profile_adjustments.yaml ({adjustment['key']})"
        yield f"{shown}: competency", "competency", adjustment["competency"]
        for key in adjustment.get("archetypes", []):
            yield f"{shown}: archetypes", "role archetype", key
    for question in catalog.questions:
        shown = f"questions/{question['key']}.yaml"
        for key in question["competencies"]:
            yield f"{shown}: competencies", "competency", key
        for key in question.get("archetypes", []):
            yield f"{shown}: archetypes", "role archetype", key
        details = question.get("details", {})
        if "family" in details:
            yield f"{shown}: details.family", "puzzle family", details["family"]
        if "data" in details:
            yield f"{shown}: details.data", "generator of data", details["data"]


def _impossible_shares(role: Document) -> Iterator[str]:
    total = sum(role["week"].values())
    if total != 100:
        yield f"role_archetypes/{role['key']}.yaml: week: sums to {total}, not to 100"
