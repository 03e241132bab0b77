"""The only module with an effect at import."""

from scheduling_svc.main import create_app

app = create_app()
