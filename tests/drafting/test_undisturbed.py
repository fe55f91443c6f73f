"""Full garbage collections wait while a draft is made, and only then."""

import gc

from drafter.drafting.undisturbed import no_full_collections


def test_what_is_loaded_is_put_aside_and_taken_back() -> None:
    with no_full_collections():
        assert gc.get_freeze_count() > 0
    assert gc.get_freeze_count() == 0


def test_what_the_program_around_has_put_aside_stays_aside() -> None:
    gc.freeze()
    try:
        with no_full_collections():
            assert gc.get_freeze_count() > 0
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()


def test_it_is_taken_back_after_a_failure() -> None:
    try:
        with no_full_collections():
            raise ValueError
    except ValueError:
        assert gc.get_freeze_count() == 0
