"""Inner functions of WeasyPrint that handle text, made to give the same results in less time.

Each line of a page is a Pango layout set up anew when it is measured and again when it is drawn, glyph by
glyph through cffi. Here what depends on the style alone is kept with the style, and what depends on the
glyph alone with the font. `assessor.rendering.shortcuts` puts these in place.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

#: Older releases of Pango tell the size of a font wrongly, for which WeasyPrint has a way round.
_PANGO = 14802


def replacements() -> list[tuple[Any, str, Any]]:
    """Return what to replace: where it stands, its name, and what takes its place."""
    from weasyprint.draw import text as draw
    from weasyprint.layout import inline
    from weasyprint.text import line_break
    from weasyprint.text.ffi import ffi, pango

    found: list[tuple[Any, str, Any]] = [
        (line_break.Layout, "setup", _setup()),
        (inline, "strut", _strut(line_break.strut)),
    ]
    if ffi.sizeof("PangoGlyphInfo") % 4 == 0 and pango.pango_version() >= _PANGO:
        found.append((draw, "draw_first_line", _DrawFirstLine(draw.draw_first_line)))
    return found


def _strut(slow: Callable[[Any], tuple[float, float]]) -> Callable[[Any], tuple[float, float]]:
    """Look the height of a line up once a style: the key to WeasyPrint's own store takes long to make."""

    def strut(style: Any) -> tuple[float, float]:
        kept: tuple[float, float] | None = vars(style).get("kept_strut")
        if kept is None:
            kept = style.kept_strut = slow(style)
        return kept

    return strut


def _setup() -> Callable[[Any, Any], None]:
    """Make a Pango layout from a context that is kept with the style, instead of one for each layout."""
    from weasyprint.text.ffi import ffi, gobject, pango

    new, unref = pango.pango_layout_new, gobject.g_object_unref

    def setup(self: Any, style: Any) -> None:
        kept = vars(style).get("kept_context")
        if kept is None:
            kept = style.kept_context = _Context(style)
        self.style = style
        self.first_line_direction = 0
        self.language = kept.language
        self.layout = ffi.gc(new(kept.context), unref)
        pango.pango_layout_set_auto_dir(self.layout, False)
        pango.pango_layout_set_font_description(self.layout, kept.description)
        vars(self).update(kept.metrics)
        if kept.features:
            attribute = style.font_config.font_features[kept.features]
            attributes = pango.pango_attr_list_new()
            pango.pango_attr_list_insert(attributes, attribute)
            pango.pango_layout_set_attributes(self.layout, attributes)

    return setup


class _Context:
    """What `Layout.setup` makes of a style."""

    def __init__(self, style: Any) -> None:
        from weasyprint.text.constants import LST_TO_ISO, PANGO_DIRECTION
        from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango, unicode_to_char_p
        from weasyprint.text.fonts import font_features, get_font_description

        self.context = ffi.gc(
            pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref
        )
        pango.pango_context_set_round_glyph_positions(self.context, False)
        pango.pango_context_set_base_dir(self.context, PANGO_DIRECTION[style["direction"]])
        override = style["font_language_override"]
        named = LST_TO_ISO.get(override.lower(), override) if override != "normal" else style["lang"]
        if named:
            pointer, _ = unicode_to_char_p(named)
            self.language = pango.pango_language_from_string(pointer)
            pango.pango_context_set_language(self.context, self.language)
        else:
            self.language = pango.pango_language_get_default()
        self.description = get_font_description(style)
        self.metrics: dict[str, float | None] = dict.fromkeys(
            ("ascent", "underline_position", "strikethrough_position")
        )
        if style["text_decoration_line"] != "none":
            metrics = ffi.gc(
                pango.pango_context_get_metrics(self.context, self.description, self.language),
                pango.pango_font_metrics_unref,
            )
            for name in (*self.metrics, "underline_thickness", "strikethrough_thickness"):
                self.metrics[name] = FROM_UNITS * getattr(pango, f"pango_font_metrics_get_{name}")(metrics)
        features = font_features(
            style["font_kerning"],
            style["font_variant_ligatures"],
            style["font_variant_position"],
            style["font_variant_caps"],
            style["font_variant_numeric"],
            style["font_variant_alternates"],
            style["font_variant_east_asian"],
            style["font_feature_settings"],
        )
        self.features = ",".join(f"{key} {value}" for key, value in features.items()).encode()
        if self.features and self.features not in style.font_config.font_features:
            new = pango.pango_attr_font_features_new(self.features)
            style.font_config.font_features[self.features] = new


class _DrawFirstLine:
    """Writes plain glyphs from a table: what a glyph of one width comes to is worked out once a font."""

    def __init__(self, slow: Callable[..., Any]) -> None:
        from weasyprint.text.ffi import ffi

        self._slow = slow
        self._size = ffi.sizeof("PangoGlyphInfo")

    def __call__(
        self, stream: Any, textbox: Any, text_overflow: str, block_ellipsis: str, matrix: Any
    ) -> Any:
        cut = text_overflow == "ellipsis" or block_ellipsis != "none"
        seen = textbox.text.strip() and textbox.style["font_size"] >= 1e-6
        runs = self._plain_runs(stream, textbox) if seen and not cut else None
        if runs is None:
            return self._slow(stream, textbox, text_overflow, block_ellipsis, matrix)
        stream.set_text_matrix(*matrix.values)
        previous = None
        string = ""
        for item, keys, font, font_size in runs:
            pango_font = item.item.analysis.font
            if pango_font != previous:
                previous = pango_font
                if string:
                    stream.show_text(string)
                string = ""
                stream.set_font_size(font.hash, font_size)
            table = vars(font).setdefault("tables_of_glyphs", {}).setdefault(font_size, {})
            for place, key in enumerate(keys):
                if key not in table:
                    _note(textbox, font, item, place, key[0])
                    table[key] = _written(stream, font, font_size, item, key)
            string += "<" + "".join([table[key] for key in keys])
            string = string[:-1] if string[-1] == "<" else string + ">"
        stream.show_text(string)
        return []

    def _plain_runs(
        self, stream: Any, textbox: Any
    ) -> list[tuple[Any, list[tuple[int, int]], Any, float]] | None:
        """Return runs of glyphs and widths with their font and its size, or None if some are not plain."""
        from weasyprint.text.ffi import ffi, pango

        pango.pango_layout_set_single_paragraph_mode(textbox.pango_layout.layout, True)
        line, _ = textbox.pango_layout.get_first_line()
        runs = []
        run = line.runs[0]
        fields = self._size // 4
        while run != ffi.NULL:
            item, run = run.data, run.next
            glyphs, count = item.glyphs, item.glyphs.num_glyphs
            numbers = memoryview(ffi.buffer(glyphs.glyphs, count * self._size)).cast("B").cast("i")
            if any(numbers[2::fields]) or any(numbers[3::fields]):
                return None  # Some glyph is set off its place.
            keys = list(zip(numbers[0::fields].tolist(), numbers[1::fields].tolist(), strict=True))
            font, font_size = stream.add_font(item.item.analysis.font)
            if font.png or font.svg or font.colr or font.bitmap or max(keys)[0] >= pango.PANGO_GLYPH_EMPTY:
                return None
            runs.append((item, keys, font, font_size))
        return runs


def _note(textbox: Any, font: Any, item: Any, place: int, glyph: int) -> None:
    """Note in a font what one of its glyphs stands for."""
    if glyph in font.to_unicode:
        return
    clusters = item.glyphs.log_clusters
    first = clusters[place]
    if item.item.analysis.level % 2:
        last = item.item.length if place == 0 else clusters[place - 1]
    else:
        last = item.item.length if place == item.glyphs.num_glyphs - 1 else clusters[place + 1]
    start = item.item.offset
    text = textbox.pango_layout.text.encode()
    font.to_unicode[glyph] = text[start + first : start + last].decode()


def _written(stream: Any, font: Any, font_size: float, item: Any, key: tuple[int, int]) -> str:
    """Return how a glyph of a width is written, and note in the font how wide it is."""
    from weasyprint.text.ffi import FROM_UNITS, pango

    glyph, width = key
    if glyph not in font.widths:
        pango.pango_font_get_glyph_extents(
            item.item.analysis.font, glyph, stream.ink_rect, stream.logical_rect
        )
        font.widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / font_size)
    kerning = font.widths[glyph] - width * 1000 * FROM_UNITS / font_size
    return f"{glyph:04x}" + (f">{int(kerning)}<" if kerning else "")
