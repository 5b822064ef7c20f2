"""Draws the results of the benchmarks: python3 bench/plot.py RESULTS.json CHART.svg [--all]

What `bench/run.py --json` wrote becomes a bar chart. A bar is a ratio, the short upright line across it the target;
without --all, only rows that have a target are drawn. What `bench/scale.py --json` wrote becomes lines of rates over
numbers of rows, dotted where they were not measured.
"""
import argparse
import json
import math
from xml.sax.saxutils import escape

LABELS, BARS, VALUES = 480, 400, 70  # the widths of the three columns
ROW, TITLE, MARGIN = 20, 34, 20
LONGEST = 5.0  # the ratio that fills the column; what is longer is cut off, and its number says so
COLOURS = {"reached": "#2f8f5b", "missed": "#c8553d", "": "#8a94a6"}
STYLE = """text { font: 12px sans-serif; fill: #222 } .title { font-weight: bold } .value { font-size: 11px }
.axis { stroke: #bbb; stroke-dasharray: 3 3 } .target { stroke: #222; stroke-width: 2 }
polyline { fill: none; stroke-width: 2 } .guess { stroke-dasharray: 2 4 }"""
WIDE, HIGH = 300, 300  # a panel of lines
SHADES = ("#c8553d", "#3a6ea5", "#2f8f5b", "#8a6fb0")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("results")
    parser.add_argument("chart")
    parser.add_argument("--all", action="store_true", help="draw the rows without a target too")
    given = parser.parse_args()
    with open(given.results, encoding="utf-8") as file:
        results = json.load(file)
    if "lines" in results:
        with open(given.chart, "w", encoding="utf-8") as file:
            file.write(growth(results))
        return
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
    return document(width, height, "softdelete: time as a ratio, shorter is faster", subtitle, axes + drawn)


def document(width, height, title, subtitle, drawn):
    head = [text(MARGIN, MARGIN + 4, title, "title"), text(MARGIN, MARGIN + 22, subtitle)]
    return "\n".join([
        '<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img">'
        % (width, height, width, height),
        "<title>Benchmarks of softdelete</title>", "<style>%s</style>" % STYLE,
        '<rect width="100%" height="100%" fill="white"/>'] + head + drawn + ["</svg>", ""])


def growth(results):
    """The whole SVG document: a panel of lines for each storage, on logarithmic axes."""
    lines, rates = results["lines"], results["rates"]
    left, right = (pick(line["rows"] for line in lines) for pick in (min, max))
    top = 10 ** math.ceil(math.log10(max(line[rate] for line in lines for rate in rates)))
    bottom = 10 ** math.floor(math.log10(min(line[rate] for line in lines for rate in rates)))
    y = MARGIN + 60

    def place(panel, rows, rate):
        return (panel + math.log10(rows / left) / math.log10(right / left) * WIDE,
                y + (1 - math.log10(rate / bottom) / math.log10(top / bottom)) * HIGH)

    drawn = []
    for number, storage in enumerate(("flag", "archive")):
        panel = MARGIN + 60 + number * (WIDE + 80)
        drawn.append(text(panel, y - 10, storage, "title"))
        for power in range(round(math.log10(bottom)), round(math.log10(top)) + 1):
            _, at_rate = place(panel, left, 10 ** power)
            drawn.append(line(panel, at_rate, panel + WIDE, at_rate, "axis"))
            drawn.append(text(panel - 60, at_rate + 4, format(10 ** power, ","), "value"))
        for power in range(round(math.log10(left)), round(math.log10(right)) + 1):
            at_rows, _ = place(panel, 10 ** power, bottom)
            drawn.append(text(at_rows - 8, y + HIGH + 16, "1e%d" % power, "value"))
        for shade, rate in zip(SHADES, rates):
            points = [place(panel, each["rows"], each[rate]) for each in lines if each["storage"] == storage]
            for kind, part in (("", points[:-1]), ("guess", points[-2:])):
                drawn.append('<polyline class="%s" stroke="%s" points="%s"/>'
                             % (kind, shade, " ".join("%.1f,%.1f" % point for point in part)))
    for number, (shade, name) in enumerate(zip(SHADES, rates.values())):
        at_x = MARGIN + 60 + number * 170
        drawn.append('<rect x="%d" y="%d" width="12" height="4" fill="%s"/>' % (at_x, y + HIGH + 36, shade))
        drawn.append(text(at_x + 18, y + HIGH + 42, name))
    return document(2 * WIDE + 180 + 2 * MARGIN, y + HIGH + 60,
                    "softdelete: rows for each second of processor time, by the rows of the table",
                    "SQLite %(sqlite)s, %(machine)s; dotted: not measured" % results, drawn)


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
