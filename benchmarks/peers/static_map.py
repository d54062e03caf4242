"""The map as one HTML page with plotly.js, without a server that computes: `python static_map.py PORT FOLDER`."""

import json
import os
import sys
from pathlib import Path

import plotly

PORT, FOLDER = sys.argv[1], Path(sys.argv[2])
FIGURES = json.loads((FOLDER / "figures.json").read_text().replace("PREFIX/", ""))
PAGE = """<!doctype html><html><head><meta charset="utf-8"><script src="plotly.min.js"></script></head><body>
<div id="map"></div><script>
const figure = {figure};
Plotly.newPlot("map", figure.data, figure.layout, {{topojsonURL: location.origin + "/"}});
</script></body></html>"""

library = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
(FOLDER / "plotly.min.js").write_bytes(library.read_bytes())
(FOLDER / "index.html").write_text(PAGE.format(figure=json.dumps(FIGURES[min(FIGURES)])))
os.execv(sys.executable, [sys.executable, "-m", "http.server", PORT, "--bind", "127.0.0.1", "--directory", str(FOLDER)])
