from carekit.migrations import run
from gateway.tables import metadata

run("GATEWAY_", metadata)
