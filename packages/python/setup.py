"""Makes the wheel: any Python 3, but one platform alone, for which the library is built, here or elsewhere."""

import os
import sys
from pathlib import Path

from setuptools import Distribution, Extension, setup
from setuptools.command.build_ext import build_ext

try:
    from setuptools.command.bdist_wheel import bdist_wheel
except ImportError:  # setuptools before 70.1
    from wheel.bdist_wheel import bdist_wheel

SUFFIX = {"darwin": ".dylib", "win32": ".dll"}.get(sys.platform, ".so")
FLAGS = ["/std:c++17"] if sys.platform == "win32" else ["-std=c++17", "-O2", "-fvisibility=hidden"]


class WithLibrary(Distribution):
    """Python has no part in building the library, but the wheel isn't pure Python either."""

    def has_ext_modules(self):
        return True


class Library(build_ext):
    """The library from the source, which the sdist has: it is no module of Python."""

    def get_ext_filename(self, name):
        return os.path.join(*name.split(".")) + SUFFIX

    def get_export_symbols(self, extension):
        return ["sqlite3_softdelete_init"]


class PlatformWheel(bdist_wheel):
    """The library talks to SQLite, not to Python: it fits every version of it."""

    def get_tag(self):
        return "py3", "none", os.environ.get("SOFTDELETE_WHEEL_PLATFORM") or super().get_tag()[2]


setup(
    distclass=WithLibrary,
    cmdclass={"bdist_wheel": PlatformWheel, "build_ext": Library},
    ext_modules=[Extension("softdelete.softdelete", ["softdelete.cpp"], extra_compile_args=FLAGS)]
    if Path("softdelete.cpp").exists() else [],
)
