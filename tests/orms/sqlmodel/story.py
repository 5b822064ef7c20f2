"""SQLModel: the story of SQLAlchemy's ORM with SQLModel's models and session."""

import sqlalchemy
import sqlmodel

import shop
from telling import tell

shop.Session = sqlmodel.Session


class Shop(shop.Shop):
    product = f"SQLModel {sqlmodel.__version__}, SQLAlchemy {sqlalchemy.__version__}"


tell(Shop)
