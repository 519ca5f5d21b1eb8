"""What moves or sounds, and what stands still, by how the name of its file ends.

Knows addresses of files. Must not know who plays them.
"""

from slidegen import lazy_re as re

#: Ends of names, as parts of patterns.
VIDEO, AUDIO, CAST = "mp4|m4v|webm|ogv|mov", "mp3|ogg|oga|wav|m4a|flac", "cast"
PICTURE = "png|jpe?g|gif|svg|webp|avif"
_KINDS = tuple(
    (kind, re.compile(rf"\.(?:{ends})(?:[?#]|\Z)", re.IGNORECASE))
    for kind, ends in (("video", VIDEO), ("audio", AUDIO), ("cast", CAST))
)


def kind_of(address: str) -> str:
    """`video`, `audio` or `cast`; nothing for what stands still."""
    return next((kind for kind, pattern in _KINDS if pattern.search(address)), "")
