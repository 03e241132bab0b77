from carekit.migrations import run
from scheduling_svc.tables import metadata

run("SCHEDULING_", metadata)
