from carekit.migrations import run
from directory_svc.tables import metadata

run("DIRECTORY_", metadata)
