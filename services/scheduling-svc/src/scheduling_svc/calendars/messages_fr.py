"""What the private feed says, in French: what kind of time it is, and nothing of whom."""

FEED_NAME = "Maillage"
OPENED = "Plage ouverte"
APPOINTMENT = "Rendez-vous"


def duty(rota: str) -> str:
    return f"Garde : {rota}"
