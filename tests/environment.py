"""The environment of the tests, set before Django reads its settings.

A developer's own settings do not reach the tests. What a run may be told:

READOUT_TEST_DATABASE_URL  the PostgreSQL server to test on; without it the tests run on SQLite
READOUT_TEST_SIZE=soak     the large sizes (`make soak`)
READOUT_NO_SKIPS=1         a skipped test is a failure
READOUT_SKIPS_FILE         where skipped tests are noted for the closing lines of `make test`
"""

import atexit
import os
import shutil
import tempfile

KEPT = {
    "READOUT_TEST_DATABASE_URL",
    "READOUT_TEST_SIZE",
    "READOUT_NO_SKIPS",
    "READOUT_SKIPS_FILE",
}
OTHERS = {"DATABASE_URL", "REDIS_URL", "SENTRY_DSN", "DJANGO_SETTINGS_MODULE"}

for name in list(os.environ):
    if name in OTHERS or (name.startswith("READOUT_") and name not in KEPT):
        del os.environ[name]

folder = tempfile.mkdtemp(prefix="readout-tests-")
atexit.register(shutil.rmtree, folder, ignore_errors=True)

os.environ["READOUT_DEBUG"] = "true"
os.environ["READOUT_VAR_DIR"] = folder
# Playwright keeps an event loop in the thread of the test, beside our synchronous queries.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
if "READOUT_TEST_DATABASE_URL" in os.environ:
    os.environ["DATABASE_URL"] = os.environ["READOUT_TEST_DATABASE_URL"]
