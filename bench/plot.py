"""Draws the results of the benchmarks as a bar chart: python3 bench/plot.py RESULTS.json CHART.svg [--all]

RESULTS.json is what `bench/run.py --json` wrote. A bar is a ratio, the short upright line across it the target; without
--all, only rows that have a target are drawn.
"""
import argparse
import json
from xml.sax.saxutils import escape

LABELS, BARS, VALUES = 480, 400, 70  # the widths of the three columns
ROW, TITLE, MARGIN = 20, 34, 20
LONGEST = 5.0  # the ratio that fills the column; what is longer is cut off, and its number says so
COLOURS = {"reached": "#2f8f5b", "missed": "#c8553d", "": "#8a94a6"}
STYLE = """text { font: 12px sans-serif; fill: #222 } .title { font-weight: bold } .value { font-size: 11px }
.axis { stroke: #bbb; stroke-dasharray: 3 3 } .target { stroke: #222; stroke-width: 2 }"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("results")
    parser.add_argument("chart")
    parser.add_argument("--all", action="store_true", help="draw the rows without a target too")
    given = parser.parse_args()
    with open(given.results, encoding="utf-8") as file:
        results = json.load(file)
    rows = [row for row in results["results"] if row["ratio"] is not None and (given.all or row["target"] is not None)]
    if not rows:
        parser.exit(1, "%s has no rows to draw\n" % given.results)
    with open(given.chart, "w", encoding="utf-8") as file:
        file.write(chart(rows, "SQLite %(sqlite)s, %(machine)s, median of %(rounds)s rounds" % results))


def chart(rows, subtitle):
    """The whole SVG document."""
    drawn, y, group = [], MARGIN + 40, None
    for row in rows:
        if (row["area"], row["group"]) != group:
            group = (row["area"], row["group"])
            y += TITLE
            drawn.append(text(MARGIN, y - 10, "%s: %s" % group, "title"))
        drawn.append(bar(row, y))
        y += ROW
    width, height = 2 * MARGIN + LABELS + BARS + VALUES, y + MARGIN
    top = MARGIN + 40
    axes = [line(at(ratio), top, at(ratio), y, "axis") + text(at(ratio) - 4, top - 6, "%dx" % ratio, "value")
            for ratio in range(1, int(LONGEST) + 1)]
    head = [text(MARGIN, MARGIN + 4, "softdelete: time as a ratio, shorter is faster", "title"),
            text(MARGIN, MARGIN + 22, subtitle)]
    return "\n".join([
        '<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img">'
        % (width, height, width, height),
        "<title>Benchmarks of softdelete</title>", "<style>%s</style>" % STYLE,
        '<rect width="100%" height="100%" fill="white"/>'] + head + axes + drawn + ["</svg>", ""])


def bar(row, y):
    """One row: its label, its bar, its number, and the line of its target."""
    label = "%s / %s" % (row["what"].strip(), row["against"].strip())
    value = "%.2f" % row["ratio"] + (" >" if row["ratio"] > LONGEST else "")
    end = at(min(row["ratio"], LONGEST))
    parts = [text(MARGIN, y + 13, label if len(label) < 79 else label[:77] + "…"),
             '<rect x="%d" y="%d" width="%.1f" height="%d" fill="%s"/>'
             % (at(0), y + 3, max(1, end - at(0)), ROW - 7, COLOURS[row["verdict"]]),
             text(at(LONGEST) + 12, y + 13, value, "value")]
    if row["target"] is not None:
        parts.append(line(at(row["target"]), y, at(row["target"]), y + ROW - 1, "target"))
    return "\n".join(parts)


def at(ratio):
    """Where a ratio lies from left to right."""
    return MARGIN + LABELS + ratio / LONGEST * BARS


def text(x, y, words, kind=""):
    return '<text x="%.1f" y="%.1f" class="%s">%s</text>' % (x, y, kind, escape(words))


def line(x1, y1, x2, y2, kind):
    return '<line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" class="%s"/>' % (x1, y1, x2, y2, kind)


if __name__ == "__main__":
    main()
