from carekit.migrations import run
from referral_svc.tables import metadata

run("REFERRAL_", metadata)
