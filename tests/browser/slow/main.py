"""The main script of the atlas, held up."""

import runpy
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))
time.sleep(0.35)
runpy.run_path(str(ROOT / "pages" / "main.py"))
