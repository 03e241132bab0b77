"""The only import-time effect: `uvicorn referral_svc.asgi:app`."""

from referral_svc.main import create_app

app = create_app()
