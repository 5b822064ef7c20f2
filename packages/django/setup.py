"""Builds in a folder of its own, so that nothing is left beside the sources."""

import atexit
import shutil
import tempfile

from setuptools import setup

folder = tempfile.mkdtemp()
atexit.register(shutil.rmtree, folder)
setup(options={"build": {"build_base": folder}, "egg_info": {"egg_base": folder}})
