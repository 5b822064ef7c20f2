"""Prisma Client, with Prisma's schema engine as WebAssembly."""

from orms.orm import node

PRISMA = node("prisma")


def test_story(tmp_path):
    PRISMA.check(tmp_path)
