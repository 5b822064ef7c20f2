"""The library of each platform does on its system, or an emulation of it, what the one that is built here does."""

import re
import subprocess

import pytest

from release.machines import PLATFORMS, RUNS_ON, archive, host, library, run_on, suffix
from support import LIBRARY, ROOT, TIME

# Far more than any of them needs would mean that something came along which nobody asked for.
MOST_BYTES = 800_000


def examples():
    """The tour, and every example of SQL that the pages have."""
    yield (ROOT / "sql/tour.sql").read_text()
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        yield from re.findall(r"^```sql\n(.*?)^```", page.read_text(), re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def scripts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("scripts")
    paths = []
    for number, text in enumerate(examples()):
        paths.append(folder / f"{number}.sql")
        paths[-1].write_text(text)
    return paths


def masked(text):
    """Two runs differ by the moment and by the build; and where a machine is slow, by the order of what is sorted by time."""
    text = re.sub(r"built .*", "built", re.sub(r"\b\d{10,13}\b", "(time)", TIME.sub("(time)", text)))
    return [sorted(script.splitlines()) for script in re.split(r"^-- script \d+$", text, flags=re.MULTILINE)]


@pytest.fixture(scope="module")
def expected(scripts):
    """What the library under test does, in a program of the same SQLite."""
    return masked(run_on("linux-amd64", host("linux-amd64"), LIBRARY + ".so", *scripts))


@pytest.fixture
def unpacked(request, tmp_path):
    path = tmp_path / f"softdelete.{suffix(request.param)}"
    path.write_bytes(library(request.param))
    return request.param, path


@pytest.mark.parametrize("unpacked", list(RUNS_ON), indirect=True)
def test_examples(unpacked, scripts, expected):
    platform, path = unpacked
    assert masked(run_on(platform, host(platform), path, *scripts)) == expected


def test_examples_are_the_real_ones(expected):
    assert len(expected) > 30
    assert ["", "1", "3", "deleted|2|green|#008000", "live|1|red|#FF0000", "live|3|blue|#0000FF"] in expected


@pytest.mark.parametrize("platform", PLATFORMS)
def test_size(platform):
    assert len(library(platform)) < MOST_BYTES


@pytest.mark.parametrize("platform", PLATFORMS)
def test_nothing_of_this_machine_is_inside(platform):
    assert str(ROOT).encode() not in library(platform)
    archive(platform)


@pytest.mark.parametrize("unpacked", [each for each in PLATFORMS if each.startswith("linux")], indirect=True)
def test_linux(unpacked):
    platform, path = unpacked

    def readelf(*options):
        return subprocess.run(["readelf", "-W", *options, path], check=True, capture_output=True, text=True).stdout

    symbols = [line.split() for line in readelf("--dyn-syms").splitlines() if re.match(r" +\d+:", line)]
    assert [words[7] for words in symbols if len(words) > 7 and words[6] != "UND"] == ["sqlite3_softdelete_init"]
    needed = re.findall(r"\(NEEDED\).*\[(.+)\]", readelf("-d"))
    c_library = r"libc\.musl-\w+\.so\.1" if platform.endswith("musl") else r"lib(c|m|dl|pthread)\.so\.\d|ld-linux.*"
    assert [name for name in needed if not re.fullmatch(c_library, name)] == []
    versions = {tuple(map(int, version.split("."))) for version in re.findall(r"GLIBC_([\d.]+)", readelf("-V"))}
    assert max(versions, default=(2, 0)) <= (2, 17)
