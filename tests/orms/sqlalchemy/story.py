"""SQLAlchemy's ORM, with Alembic for the migrations."""

from shop import Shop
from telling import tell

tell(Shop)
