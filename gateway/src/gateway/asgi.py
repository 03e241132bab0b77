"""The only import-time effect: the application that a server serves (`uvicorn gateway.asgi:app`)."""

from gateway.main import create_app

app = create_app()
