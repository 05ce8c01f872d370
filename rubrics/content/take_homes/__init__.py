"""Data for take-homes: a seed gives the instance, so that a leaked solution is worth nothing.

No Django here, and nothing but the standard library. `GENERATORS[key].archive(seed)` is the zip
for the candidate, `GENERATORS[key].truth(seed)` what the reviewer knows of it.
"""

from collections.abc import Mapping
from types import MappingProxyType

from rubrics.content.take_homes.bikes import BIKES
from rubrics.content.take_homes.calls import CALLS
from rubrics.content.take_homes.labels import LABELS
from rubrics.content.take_homes.model import Generator
from rubrics.content.take_homes.serving import SERVING
from rubrics.content.take_homes.tickets import TICKETS

_ALL = (BIKES, LABELS, SERVING, CALLS, TICKETS)
GENERATORS: Mapping[str, Generator] = MappingProxyType({one.key: one for one in _ALL})
