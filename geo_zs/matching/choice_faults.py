"""What can be wrong with the choices of a requirement: weights, bounds, own figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from geo_zs.errors import Problem
from geo_zs.matching.own_figures import own_problems
from geo_zs.matching.requirement_parts import Sound, join_path, near_misses, show
from geo_zs.matching.vocabulary import Vocabulary


def choice_problems(sound: Sound, known: Vocabulary) -> Iterator[Problem]:
    """Yield what is wrong with weights, preset, bounds, own figures and setbacks.

    Parameters
    ----------
    sound : Sound
        The parts of the request that the schema finds no fault with.
    known : Vocabulary
        Names that may be used.
    """
    preset = sound.get("preset", None)
    if preset is not None and preset not in known.presets:
        hint = _hint(preset, known.presets)
        yield Problem("preset", f"is {show(preset)}, no preset{hint}")
    for field in ("weights", "bounds"):
        yield from _unknown_names(
            sound, field, known.criteria, "is no criterion", sound.get(field, {})
        )
    yield from _unknown_names(
        sound,
        "limits.setbacks",
        known.setback_layers,
        "is no layer that a distance is kept to",
        sound.get("limits.setbacks", {}),
    )
    yield from _weighting_problems(sound, known)
    yield from _own_problems(sound, known)


def _unknown_names(
    sound: Sound, path: str, known: Iterable[str], fault: str, given: Iterable[str]
) -> Iterator[Problem]:
    """Yield a problem for each key of an object that is no known name."""
    known = tuple(known)
    for name in given:
        at = join_path(path, name)
        if name not in known and sound.is_whole(at):
            yield Problem(at, fault + _hint(name, known))


def _hint(name: str, known: Iterable[str]) -> str:
    """Return near misses of a name, else all the known ones."""
    known = tuple(known)
    return near_misses(name, known) or f"; known: {', '.join(known)}"


def _weighting_problems(sound: Sound, known: Vocabulary) -> Iterator[Problem]:
    """Yield what is wrong with weights from judgements."""
    given: Mapping[str, Any] | None = sound.get("weighting", None)
    if given is None:
        return
    if sound.get("weights", None) is not None:
        yield Problem("weighting", "stands beside 'weights'; send one of them")
    method = sound.get("weighting.method", None)
    needed, other = (
        ("order", "judgements") if method == "roc" else ("judgements", "order")
    )
    if method is not None and needed not in given:
        yield Problem(join_path("weighting", needed), f"is missing; {method} needs it")
    if method is not None and other in given:
        yield Problem(join_path("weighting", other), f"has no meaning for {method}")
    for index, name in sound.items("weighting.order"):
        if name not in known.criteria:
            yield Problem(
                f"weighting.order.{index}",
                f"is {show(name)}, no criterion{_hint(name, known.criteria)}",
            )
    for index, one in sound.items("weighting.judgements"):
        for side in ("a", "b"):
            if one[side] not in known.criteria:
                hint = _hint(one[side], known.criteria)
                yield Problem(
                    f"weighting.judgements.{index}.{side}",
                    f"is {show(one[side])}, no criterion{hint}",
                )


def _own_problems(sound: Sound, known: Vocabulary) -> Iterator[Problem]:
    """Yield what is wrong with the figures of the asker."""
    sound_figures = {
        site: figures
        for site, figures in sound.get("own_figures", {}).items()
        if sound.is_whole(join_path("own_figures", site))
    }
    yield from own_problems(known.sites, sound_figures)
