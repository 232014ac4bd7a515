"""What the Python notebook needs: an atlas open to read, and charts and frames in the look of the report."""

from pathlib import Path

import altair as alt
import duckdb
import polars as pl
import vl_convert
from altair.utils.mimebundle import spec_to_mimebundle

PROJECT = Path(__file__).resolve().parent.parent
FONT = "Arimo"
PNG_SCALE = 1.5


def open_atlas(output: str) -> duckdb.DuckDBPyConnection:
    """Open the result of a run to read: its output folder, seen from the project's root."""
    return duckdb.connect(PROJECT / output / "atlas.duckdb", read_only=True)


@alt.theme.register("report", enable=True)
def report_theme() -> alt.theme.ThemeConfig:
    """Return the look that all charts share."""
    quiet = {"domain": False, "ticks": False, "grid": False, "labelFontSize": 12, "titleFontWeight": "normal"}
    return {
        "config": {
            "font": f"{FONT}, 'Liberation Sans', Arial, Helvetica, sans-serif",
            "padding": 10,
            "view": {"stroke": None},
            "title": {"anchor": "start", "fontSize": 16, "offset": 12, "subtitleColor": "#57606a", "subtitleFontSize": 12},
            "axis": {**quiet, "titleColor": "#57606a", "titleFontSize": 12, "titlePadding": 10},
            "legend": {"labelFontSize": 12, "titleFontWeight": "normal", "titleColor": "#57606a"},
        }
    }


def _show(spec: dict, **_: object) -> tuple[dict, dict]:
    """Return a chart as a spec, for what knows Vega-Lite, and as a picture for what does not."""
    bundle, metadata = spec_to_mimebundle(spec, format="png", mode="vega-lite", scale_factor=PNG_SCALE)
    size = {side: pixels / PNG_SCALE for side, pixels in metadata["image/png"].items()}
    return {"application/vnd.vegalite.v6+json": spec, **bundle, "text/plain": "Chart"}, {"image/png": size}


pl.Config(tbl_hide_dataframe_shape=True, tbl_hide_column_data_types=True, fmt_str_lengths=90)
vl_convert.register_font_directory(str(PROJECT / "node_modules/@expo-google-fonts/arimo"))
alt.data_transformers.disable_max_rows()
alt.renderers.register("report", _show)
alt.renderers.enable("report")
