"""What a library for macOS says of itself; none of Debian's tools reads all of it."""

import hashlib
import struct

CPU_TYPES = {0x01000007: "x86_64", 0x0100000C: "arm64"}
DYLIB, SYMBOLS, MINIMUM, CODE_SIGNATURE = 0xC, 0x2, 0x32, 0x1D


def read(data):
    """The architecture, the needed libraries, the exported symbols, and the oldest macOS of a 64-bit Mach-O file."""
    magic, cpu, _, _, count, _ = struct.unpack_from("<6I", data)
    assert magic == 0xFEEDFACF
    found = {"architecture": CPU_TYPES[cpu], "needs": [], "exports": [], "oldest": None, "signed": None}
    at = 32
    for _ in range(count):
        command, size = struct.unpack_from("<2I", data, at)
        if command == DYLIB:
            (name,) = struct.unpack_from("<I", data, at + 8)
            found["needs"].append(text(data, at + name))
        elif command == MINIMUM:
            platform, version = struct.unpack_from("<2I", data, at + 8)
            assert platform == 1  # macOS
            found["oldest"] = (version >> 16, version >> 8 & 0xFF)
        elif command == SYMBOLS:
            found["exports"] = exports(data, *struct.unpack_from("<3I", data, at + 8))
        elif command == CODE_SIGNATURE:
            found["signed"] = is_signed(data, *struct.unpack_from("<I", data, at + 8))
        at += size
    return found


def exports(data, symbols, count, strings):
    names = []
    for at in range(symbols, symbols + 16 * count, 16):
        name, kind = struct.unpack_from("<IB", data, at)
        # External, neither private nor of another library, and nothing for a debugger.
        if kind & 1 and not kind & 0xE0 and not kind & 0x10 and kind & 0xE:
            names.append(text(data, strings + name))
    return names


def is_signed(data, at):
    """Whether the hash of each page fits."""
    (directory,) = struct.unpack_from(">I", data, at + 16)
    at += directory
    _, _, _, _, hashes, _, _, pages, end, size, kind, _, log2 = struct.unpack_from(">9I4B", data, at)
    assert kind == 2  # SHA-256
    return pages > 0 and all(
        hashlib.sha256(data[page << log2:min(page + 1 << log2, end)]).digest()
        == data[at + hashes + page * size:at + hashes + (page + 1) * size] for page in range(pages))


def text(data, at):
    return data[at:data.index(b"\0", at)].decode()
