"""Django with django-safedelete, with django-softdelete, and with softdelete in both storages by its package."""
import os

import django
from django.conf import settings

settings.configure(
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "safedelete", "softdelete", "softdelete_django",
                    "shop"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:", "OPTIONS": {
        "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF"}}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField", USE_TZ=True, SOFTDELETE_LIBRARY=os.environ["SOFTDELETE_LIBRARY"])
django.setup()

from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.db import connection  # noqa: E402
from shop import models  # noqa: E402
from softdelete.models import ChangeSet, SoftDeleteRecord  # noqa: E402

from racing import Contestant, main  # noqa: E402


class Django(Contestant):
    needs = []

    @property
    def albums(self):
        return self.Album.objects

    @property
    def tracks(self):
        return self.Track.objects

    def open(self, path):
        connection.settings_dict["NAME"] = path

    def close(self):
        connection.close()

    def create_tables(self):
        with connection.schema_editor() as editor:
            for model in [*self.needs, self.Album, self.Track]:
                editor.create_model(model)

    def sql(self, text):
        connection.cursor().execute(text)

    def live(self):
        return self.tracks.count()

    def counted(self, run):
        statements = 0

        def count(execute, sql, params, many, context):
            nonlocal statements
            statements += not sql.startswith(("BEGIN", "SAVEPOINT", "RELEASE"))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(count):
            run()
        return statements

    def before_delete(self):
        return list(self.tracks.filter(id__in=self.singles))

    def delete(self, tracks):
        for track in tracks:
            track.delete()

    def these(self, tracks):
        return tracks.filter(id__gte=self.many.start, id__lt=self.many.stop)

    def delete_many(self, _):
        self.these(self.tracks).delete()

    def before_cascade(self):
        self.tracks.get(id=1).delete()
        return self.albums.get(id=1)

    def cascade(self, album):
        album.delete()

    def before_restore(self):
        self.delete(self.before_delete())
        return list(self.trash_of(self.Track).filter(id__in=self.singles))

    def restore(self, tracks):
        for track in tracks:
            self.bring_back(track)

    def before_restore_many(self):
        self.delete_many(None)
        return self.these(self.trash_of(self.Track))

    def restore_many(self, tracks):
        self.bring_back(tracks)

    def before_restore_cascade(self):
        self.cascade(self.before_cascade())
        return self.trash_of(self.Album).get(id=1)

    def restore_cascade(self, album):
        self.bring_back(album)

    def list(self, _):
        list(self.tracks.all())

    def bring_back(self, what):
        what.restore()


class Safedelete(Django):
    Album, Track = models.SafedeleteAlbum, models.SafedeleteTrack
    marks = {"deleted": "NULL", "deleted_by_cascade": "0"}
    put_away = "UPDATE track SET deleted = CURRENT_TIMESTAMP"

    def trash_of(self, model):
        return model.deleted_objects

    def bring_back(self, what):
        what.undelete()


class Softdelete(Django):
    Album, Track = models.SoftdeleteAlbum, models.SoftdeleteTrack
    needs = [ContentType, ChangeSet, SoftDeleteRecord]
    marks = {"deleted_at": "NULL"}
    put_away = "UPDATE track SET deleted_at = CURRENT_TIMESTAMP"

    def create_tables(self):
        super().create_tables()
        self.open_types()

    def open(self, path):
        super().open(path)
        ContentType.objects.clear_cache()
        if "django_content_type" in connection.introspection.table_names():
            self.open_types()

    def open_types(self):
        """Asked for once in a process, and made in the template."""
        for model in self.Album, self.Track:
            ContentType.objects.get_for_model(model)

    def trash_of(self, model):
        return model.objects.deleted_set()

    def bring_back(self, what):
        what.undelete()


class Archive(Django):
    Album, Track = models.ArchiveAlbum, models.ArchiveTrack
    storage = "archive"
    put_away = "DELETE FROM track"

    def trash_of(self, model):
        return model.trash


class Flag(Django):
    Album, Track = models.FlagAlbum, models.FlagTrack
    storage = "flag"
    marks = {"is_deleted": "0"}
    put_away = "DELETE FROM track"

    def trash_of(self, model):
        return model.everything.deleted()


main({"django-safedelete": Safedelete, "django-softdelete": Softdelete, "archive": Archive, "flag": Flag})
