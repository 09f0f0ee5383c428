"""Runs a command and writes to descriptor 3 how long it took, how much CPU, and its peak memory."""

import json
import os
import resource
import subprocess
import sys
import time

began = time.perf_counter()
status = subprocess.run(sys.argv[1:], check=False).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
with os.fdopen(3, "w") as out:
    json.dump(
        {
            "seconds": time.perf_counter() - began,
            "cpu": used.ru_utime + used.ru_stime,
            "mebibytes": used.ru_maxrss / 1024,
        },
        out,
    )
sys.exit(status if status >= 0 else 128 - status)
