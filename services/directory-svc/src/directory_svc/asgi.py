"""The only import-time effect: `uvicorn directory_svc.asgi:app`."""

from directory_svc.main import create_app

app = create_app()
