"""What a report tells twice, differently: the rules of CON that each look at one way of telling."""

from __future__ import annotations

from drafter.checking.rules import (
    all_alike,
    all_but_some,
    called_otherwise,
    cleared,
    closed_schools,
    composed,
    denied,
    derived_change,
    done_and_found,
    from_nothing,
    honours,
    listed_again,
    listed_ranks,
    one_bearer,
    one_each,
    own_scores,
    owned_after_all,
    places_taken,
    placings,
    praise,
    ranks_again,
    same_facts,
    soft_trends,
    spelled_again,
    still_left,
    told_near,
    told_open,
    trend_words,
    turned_again,
    two_names,
)

__all__ = ["FAMILY"]

FAMILY = (
    placings.FAMILY.joined(ranks_again.FAMILY)
    .joined(told_open.FAMILY)
    .joined(closed_schools.FAMILY)
    .joined(trend_words.FAMILY)
    .joined(called_otherwise.FAMILY)
    .joined(listed_again.FAMILY)
    .joined(all_but_some.FAMILY)
    .joined(from_nothing.FAMILY)
    .joined(one_each.FAMILY)
    .joined(own_scores.FAMILY)
    .joined(still_left.FAMILY)
    .joined(two_names.FAMILY)
    .joined(denied.FAMILY)
    .joined(all_alike.FAMILY)
    .joined(praise.FAMILY)
    .joined(listed_ranks.FAMILY)
    .joined(told_near.FAMILY)
    .joined(honours.FAMILY)
    .joined(derived_change.FAMILY)
    .joined(turned_again.FAMILY)
    .joined(done_and_found.FAMILY)
    .joined(one_bearer.FAMILY)
    .joined(places_taken.FAMILY)
    .joined(same_facts.FAMILY)
    .joined(spelled_again.FAMILY)
    .joined(owned_after_all.FAMILY)
    .joined(cleared.FAMILY)
    .joined(composed.FAMILY)
    .joined(soft_trends.FAMILY)
)
