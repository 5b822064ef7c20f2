"""Writes a tar.gz anew, so that its bytes tell of its files alone, and not of when, where and by whom it was made.

    python3 same_bytes.py ARCHIVE TIME    (in seconds since 1970)
"""
import gzip
import io
import sys
import tarfile

path, time = sys.argv[1], int(sys.argv[2])
with tarfile.open(path) as archive:
    files = {member.name: archive.extractfile(member).read() for member in archive if member.isfile()}
with open(path, "wb") as file, gzip.GzipFile("", "wb", fileobj=file, mtime=time) as packed, \
        tarfile.open(fileobj=packed, mode="w") as archive:
    for name, content in sorted(files.items()):
        member = tarfile.TarInfo(name)
        member.size, member.mtime = len(content), time
        archive.addfile(member, io.BytesIO(content))
