"""Parametric math puzzles: a seed gives the instance, so that a leaked one is worth nothing.

No Django here, and nothing but the standard library. `FAMILIES[key].instance(seed)` is a `Puzzle`.
"""

from collections.abc import Mapping
from types import MappingProxyType

from rubrics.content.puzzles.families import (
    best_rank_one,
    best_run,
    bowl_step,
    copied_feature,
    few_clicks,
    hash_collisions,
    label_budget,
    logged_policy,
    mirrored_blocks,
    noisy_labelers,
    plus_one_direction,
    power_iteration,
    same_test_set,
    softmax_slope,
    span_projection,
    tiny_network,
    two_codes,
    variance_explained,
)
from rubrics.content.puzzles.model import Family

_ALL = (
    *(span_projection.FAMILY, plus_one_direction.FAMILY, variance_explained.FAMILY),
    *(bowl_step.FAMILY, power_iteration.FAMILY, copied_feature.FAMILY),
    *(best_rank_one.FAMILY, mirrored_blocks.FAMILY),
    *(noisy_labelers.FAMILY, best_run.FAMILY, hash_collisions.FAMILY, two_codes.FAMILY),
    *(few_clicks.FAMILY, same_test_set.FAMILY, logged_policy.FAMILY),
    *(softmax_slope.FAMILY, tiny_network.FAMILY, label_budget.FAMILY),
)
# In the order of the library's page: by area, the plainer ones first.
FAMILIES: Mapping[str, Family] = MappingProxyType({family.key: family for family in _ALL})
