"""Inner functions of WeasyPrint and pydyf, made to give the same results in less time.

A scorecard is thousands of small boxes, and these run several times for each: together they save about a
quarter of a PDF's time. They are put in place only for the releases they were written for; with any other
release the libraries run as they are, a little slower. tests/rendering/test_shortcuts.py holds the bytes
of the PDF to be the same with and without them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from assessor.rendering import text_shortcuts
from assessor.rendering.paper import require_weasyprint

WRITTEN_FOR = {"weasyprint": "70.0", "pydyf": "0.13.0"}

_LENGTHS = tuple(
    f"{box}_{side}" for box in ("margin", "padding") for side in ("left", "right", "top", "bottom")
)
_LENGTHS += tuple(f"{bound}{axis}" for axis in ("width", "height") for bound in ("", "min_", "max_"))
_BORDERS = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))
_ABSENT = object()


@contextmanager
def shortcuts() -> Iterator[None]:
    """Put the shortcuts in place for as long as the context lasts, if the releases are the known ones."""
    require_weasyprint()
    import pydyf
    import weasyprint

    if {"weasyprint": weasyprint.VERSION, "pydyf": pydyf.VERSION} != WRITTEN_FOR:
        yield
        return
    before = [(owner, name, getattr(owner, name)) for owner, name, _ in _replacements()]
    for owner, name, function in _replacements():
        setattr(owner, name, function)
    try:
        yield
    finally:
        for owner, name, function in before:
            setattr(owner, name, function)


def _replacements() -> list[tuple[Any, str, Any]]:
    """Return what to replace: where it stands, its name, and what takes its place."""
    import pydyf
    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.layout import background, percent
    from weasyprint.layout import float as float_

    found: list[tuple[Any, str, Any]] = [
        (Box, "descendants", _descendants(Box)),
        (Box, "is_in_normal_flow", _is_in_normal_flow(Box.is_in_normal_flow)),
        (pydyf, "_to_bytes", _to_bytes(pydyf._to_bytes)),
        (pydyf.PDF, "page_references", _page_references(pydyf.PDF.page_references)),
    ]
    found += text_shortcuts.replacements()
    functions: dict[str, tuple[Any, Any]] = {
        "resolve_percentages": (percent, _resolve_percentages(Box, percent.resolve_percentages)),
        "avoid_collisions": (float_, _avoid_collisions(float_.avoid_collisions)),
        "layout_box_backgrounds": (
            background,
            _layout_box_backgrounds(background.layout_box_backgrounds),
        ),
    }
    modules = [module for name, module in sys.modules.items() if name.startswith("weasyprint.layout")]
    for name, (home, quick) in functions.items():
        slow = getattr(home, name)
        found += [(module, name, quick) for module in modules if getattr(module, name, None) is slow]
    return found


def _resolve_percentages(box_class: Any, slow: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """Set the lengths of a box from its style; those without a percentage are worked out once a style."""

    def resolve_percentages(box: Any, containing_block: Any) -> None:
        if not isinstance(box, box_class):
            slow(box, containing_block)
            return
        style = box.style
        known = vars(style).get("known_lengths", _ABSENT)
        if known is _ABSENT:
            known = style.known_lengths = _known_lengths(style)
        if known is None:
            slow(box, containing_block)
            return
        vars(box).update(known)
        if style["border_collapse"] == "collapse":
            for name in _BORDERS:
                # The borders of a collapsed table are settled earlier.
                if not hasattr(box, name):
                    setattr(box, name, style[name])

    return resolve_percentages


def _known_lengths(style: Any) -> dict[str, Any] | None:
    """Return the used lengths that a style gives any box, or None if they depend on what is around it."""
    if style["box_sizing"] != "content-box":
        return None
    known: dict[str, Any] = {}
    for name in _LENGTHS:
        value = style[name]
        if value is None or value == "auto":
            known[name] = 0 if value == "auto" and name.startswith("min_") else value
        elif getattr(value, "unit", None) == "px":
            known[name] = value.value
        else:
            return None
    if style["border_collapse"] != "collapse":
        known.update((name, style[name]) for name in _BORDERS)
    return known


def _avoid_collisions(slow: Callable[..., Any]) -> Callable[..., Any]:
    """Give a box all the room there is where nothing floats."""

    def avoid_collisions(context: Any, box: Any, containing_block: Any, outer: bool = True) -> Any:
        if (
            context.excluded_shapes
            or box.style["float"] != "none"
            or containing_block.style["direction"] != "ltr"
        ):
            return slow(context, box, containing_block, outer)
        left = containing_block.content_box_x()
        right = left + containing_block.width
        if outer:
            return left, box.position_y, right - left
        left += box.margin_left
        right -= box.margin_right
        return left - box.margin_left, box.border_box_y() - box.margin_top, right - left

    return avoid_collisions


_CORNERS = {f"border_{end}_{side}_radius": (0, 0) for end in ("top", "bottom") for side in ("left", "right")}


def _layout_box_backgrounds(slow: Callable[..., None]) -> Callable[..., None]:
    """Pass over the boxes that have nothing behind them, which is told once a style."""

    def layout_box_backgrounds(
        page: Any, box: Any, get_image: Any, layout_children: bool = True, style: Any = None
    ) -> None:
        if style is not None or box is page:
            slow(page, box, get_image, layout_children, style)
            return
        bare = vars(box.style).get("known_bare")
        if bare is None:
            bare = box.style.known_bare = _is_bare(box.style)
        if not bare:
            slow(page, box, get_image, layout_children, style)
            return
        vars(box).update(_CORNERS)
        box.background = None
        if layout_children:
            for child in box.all_children():
                layout_box_backgrounds(page, child, get_image)

    return layout_box_backgrounds


def _is_bare(style: Any) -> bool:
    """Tell whether a style has no background, no image, no shadow and no round corner."""
    colour = style["background_color"]
    return (
        all((0, "px") in style[corner] for corner in _CORNERS)
        and style["border_image_source"][0] == "none"
        and style["mask_border_source"][0] == "none"
        and all(kind == "none" for kind, _ in style["background_image"])
        and (style["color"] if colour == "currentcolor" else colour).alpha == 0
        and not style["box_shadow"]
    )


def _descendants(box_class: Any) -> Callable[..., Iterator[Any]]:
    """Walk the tree of boxes with a list instead of a generator for each level."""

    def descendants(self: Any, placeholders: bool = False) -> Iterator[Any]:
        todo = [self]
        while todo:
            box = todo.pop()
            if not isinstance(box, box_class):
                if not placeholders:
                    yield box
                    continue
                box = box._box
            yield box
            todo.extend(reversed(box.children))

    return descendants


def _is_in_normal_flow(slow: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """Tell the common case by two look-ups."""

    def is_in_normal_flow(self: Any) -> bool:
        style = self.style
        return (style["float"] == "none" and style["position"] in ("static", "relative")) or slow(self)

    return is_in_normal_flow


def _to_bytes(slow: Callable[[Any], bytes]) -> Callable[[Any], bytes]:
    """Ask for the commonest types first."""

    def to_bytes(item: Any) -> bytes:
        kind = type(item)
        if kind is bytes:
            return item  # type: ignore[no-any-return]
        if kind is str or kind is int:
            return str(item).encode("ascii")
        return slow(item)

    return to_bytes


def _page_references(slow: Any) -> property:
    """List the pages once, not once for each tag."""

    def page_references(self: Any) -> tuple[bytes, ...]:
        count = len(self.pages["Kids"])
        listed: tuple[int, tuple[bytes, ...]] | None = vars(self).get("listed_pages")
        if listed is None or listed[0] != count:
            listed = self.listed_pages = (count, slow.fget(self))
        return listed[1]

    return property(page_references)
