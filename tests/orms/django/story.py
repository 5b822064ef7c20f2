"""Django, with its own migrations."""

from schema import BY_TABLE, Schema  # First, as it sets Django up.

from django.db import models, transaction
from django.db.models import Count
from django.db.models.signals import post_delete, pre_delete

from shop.models import Color, Note, Paint, Sale, Swatch, Tag
from telling import joined, leaves, leaves_what, tell


class Shop(Schema):
    def names(self, tables, names):
        return joined(sorted(row.name for table in tables for row in BY_TABLE[table].objects.filter(name__in=names)))

    def hexes(self, *names):
        return joined(f"{color.name} {color.hex}" for color in Color.objects.filter(name__in=names).order_by("name"))

    def put(self, name, hex):
        Color.objects.bulk_create([Color(name=name, hex=hex)], update_conflicts=True, unique_fields=["name"],
                                  update_fields=["hex"])

    # --- use

    @leaves("red")
    def insert(self):
        return Color.objects.create(name="red", hex="#f00").pk

    @leaves("green", "blue", "black", "white")
    def insert_many(self):
        made = Color.objects.bulk_create([Color(name="green", hex="#0f0"), Color(name="blue", hex="#00f"),
                                          Color(name="black"), Color(name="white")])
        return joined(color.pk for color in made)

    @leaves("rose", "cherry", "olive", tables=["paint"])
    def insert_related(self):
        red = Color.objects.get(name="red")
        red.paint_set.create(name="rose")
        red.paint_set.add(Paint(name="cherry"), bulk=False)
        Paint.objects.create(name="olive", color=Color.objects.get(name="green"))

    def join(self):
        return joined(f"{paint.name}/{paint.color.name}" for paint in
                      Paint.objects.select_related("color").order_by("name"))

    def find(self):
        missing = Color.objects.filter(name="nosuch").first()
        return f"{Color.objects.get(pk=1).name},{Color.objects.get(name='blue').name},{missing or 'none'}"

    def list(self):
        return joined(color.name for color in Color.objects.order_by("name")[1:3])

    def count(self):
        return f"{Color.objects.count()},{str(Color.objects.filter(name='red').exists()).lower()}"

    def load_related(self):
        red, = Color.objects.filter(name="red").prefetch_related("paint_set")
        return joined(sorted(paint.name for paint in red.paint_set.all()))

    def group(self):
        query = Color.objects.annotate(number=Count("paint")).filter(number__gt=0).order_by("name")
        return joined(f"{color.name} {color.number}" for color in query)

    @leaves_what(lambda shop: shop.hexes("red").split()[-1])
    def update(self):
        red = Color.objects.get(name="red")
        red.hex = "#ff0000"
        red.save()

    @leaves_what(lambda shop: shop.hexes("black", "white"))
    def update_by_query(self):
        return Color.objects.filter(name__in=["black", "white"]).update(hex="#000")

    @leaves_what(lambda shop: shop.hexes("green"))
    def upsert(self):
        return self.put("green", "#0e0")

    @leaves("black")
    def delete(self):
        black = Color.objects.get(name="black")
        self.black = black.pk
        return black.delete()[0]

    def find_deleted(self):
        found = Color.objects.filter(name="black").first(), Color.objects.filter(pk=self.black).first()
        number = Color.objects.filter(name="black").count()
        return ",".join([*(color.name if color else "none" for color in found), str(number)])

    @leaves("white")
    def delete_by_query(self):
        return Color.objects.filter(name="white").delete()[0]

    delete_nothing = delete_by_query

    @leaves("blue")
    def delete_stale(self):
        first, second = Color.objects.get(name="blue"), Color.objects.get(name="blue")
        first.delete()
        return second.delete()[0]

    @leaves("black")
    def insert_again(self):
        Color.objects.create(name="black")

    @leaves_what(lambda shop: shop.hexes("white"))
    def upsert_deleted(self):
        return self.put("white", "#fff")

    @leaves_what(lambda shop: shop.hexes("gray"))
    def find_or_create(self):
        Color.objects.create(name="gray", hex="#777").delete()
        return Color.objects.get_or_create(name="gray", defaults={"hex": "#888"})[1]

    delete_again = delete

    @leaves("navy", "plum", "teal")
    def delete_many(self):
        Color.objects.bulk_create(Color(name=name) for name in ("navy", "plum", "teal"))
        return Color.objects.filter(name__in=["navy", "plum", "teal"]).delete()[0]

    @leaves("gold", "amber", "honey", tables=["color", "swatch"])
    def cascade_by_the_orm(self):
        gold = Color.objects.create(name="gold")
        Swatch.objects.bulk_create([Swatch(name="amber", color=gold), Swatch(name="honey", color=gold)])
        return gold.delete()[0]

    def calm(self):
        note = Note.objects.get(text="calm")
        return f"{note.text}/{note.color.name if note.color else 'none'}"

    @leaves_what(calm)
    def set_null(self):
        jade = Color.objects.create(name="jade")
        Note.objects.create(text="calm", color=jade)
        return jade.delete()[0]

    @leaves("violet", tables=["paint"])
    def restrict(self):
        violet = Paint.objects.create(name="violet", color=Color.objects.create(name="indigo"))
        Sale.objects.create(name="first", paint=violet)
        return violet.delete()[0]

    @leaves_what(lambda shop: f"{shop.inside}/{shop.names(['color'], ['red'])}")
    def rollback(self):
        with transaction.atomic():
            Color.objects.get(name="red").delete()
            self.inside = self.names(["color"], ["red"])
            transaction.set_rollback(True)

    @leaves_what(lambda shop: shop.hexes("green"))
    def transaction(self):
        with transaction.atomic():
            Color.objects.get(name="green").delete()
            Color.objects.create(name="green", hex="#008000")

    def tags(self):
        return joined(tag.name for tag in Color.objects.get(name="red").tags.order_by("name"))

    @leaves_what(tags)
    def tag(self):
        Color.objects.get(name="red").tags.add(Tag.objects.create(name="warm"), Tag.objects.create(name="bright"))

    @leaves_what(tags)
    def untag(self):
        Color.objects.get(name="red").tags.remove(Tag.objects.get(name="warm"))

    @leaves_what(tags)
    def tag_again(self):
        Color.objects.get(name="red").tags.add(Tag.objects.get(name="warm"))

    @leaves("beige")
    def events(self):
        heard = []
        for signal, name in (pre_delete, "pre_delete"), (post_delete, "post_delete"):
            signal.connect(lambda name=name, **_: heard.append(name), sender=Color, weak=False, dispatch_uid=name)
        beige = Color.objects.create(name="beige")
        with transaction.atomic():
            beige.delete()
            transaction.on_commit(lambda: heard.append("on_commit"))
        return joined(heard)

    @leaves("cyan")
    def reload(self):
        cyan = Color.objects.create(name="cyan")
        Color.objects.filter(name="cyan").delete()
        cyan.refresh_from_db()

    @leaves_what(lambda shop: joined(note.text for note in Note.objects.all()))
    def delete_all(self):
        return Note.objects.all().delete()[0]

    # --- after

    @leaves("khaki")
    def delete_migrated(self):
        return Color.objects.create(name="khaki", shade="light").delete()[0]

    @leaves("khaki")
    def insert_migrated(self):
        Color.objects.create(name="khaki")


class ShopOfCascades(Shop):
    """Where the database can be told to cascade."""

    @leaves("pink", "coral", "salmon", tables=["color", "paint"])
    def cascade_by_the_database(self):
        pink = Color.objects.create(name="pink")
        Paint.objects.bulk_create([Paint(name="coral", color=pink), Paint(name="salmon", color=pink)])
        return pink.delete()[0]

    @leaves("pink", "coral", "salmon", tables=["color", "paint"])
    def restore_with_children(self):
        return self.restored("pink")


tell(ShopOfCascades if hasattr(models, "DB_CASCADE") else Shop)
