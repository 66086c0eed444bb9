"""The same examples in every run: what passes here passes there. To look for others, set `VOC_TRY_MORE=1`."""

import os

from hypothesis import settings

settings.register_profile("steady", derandomize=True, database=None)
if not os.environ.get("VOC_TRY_MORE"):
    settings.load_profile("steady")
