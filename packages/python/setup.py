"""Tags the wheel: any Python 3, but this platform alone, for which the library is built."""

from setuptools import Distribution, setup

try:
    from setuptools.command.bdist_wheel import bdist_wheel
except ImportError:  # setuptools before 70.1
    from wheel.bdist_wheel import bdist_wheel


class WithLibrary(Distribution):
    """Python has no part in building the library, but the wheel isn't pure Python either."""

    def has_ext_modules(self):
        return True


class PlatformWheel(bdist_wheel):
    """The library talks to SQLite, not to Python: it fits every version of it."""

    def get_tag(self):
        return "py3", "none", super().get_tag()[2]


setup(distclass=WithLibrary, cmdclass={"bdist_wheel": PlatformWheel})
