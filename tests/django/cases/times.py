"""The time of deletion: UTC in the database, in Python as Django's other times."""

from datetime import date, datetime, timedelta
from unittest import mock

from django.db import connection, models
from django.db.models.functions import TruncDay
from django.test import TestCase, override_settings
from django.utils import timezone
from shop.models import Badge


class Times(TestCase):
    def deleted_at(self):
        Badge.objects.create(number=1)
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM shop_badge")  # The database's own clock.
        return Badge.everything.get().deleted_at

    def test_aware(self):
        self.assertLess(abs(timezone.now() - self.deleted_at()), timedelta(minutes=1))

    @override_settings(USE_TZ=False, TIME_ZONE="Asia/Tokyo")
    def test_naive(self):
        self.assertLess(abs(datetime.now() - self.deleted_at()), timedelta(minutes=1))

    def test_the_text_is_that_of_the_extension(self):
        Badge.objects.create(number=1).delete()
        with connection.cursor() as cursor:
            cursor.execute("SELECT deleted_at, strftime('%%Y-%%m-%%d %%H:%%M:%%f', deleted_at) FROM shop_badge", [])
            text, same = cursor.fetchone()
        self.assertEqual(text, same)

    def test_comparisons(self):
        Badge.objects.create(number=1).delete()
        now = timezone.now()
        old = Badge.everything.filter(deleted_at__lt=now - timedelta(hours=1))
        new = Badge.everything.filter(deleted_at__range=(now - timedelta(hours=1), now + timedelta(hours=1)))
        self.assertEqual((old.count(), new.count()), (0, 1))
        self.assertEqual(Badge.everything.filter(deleted_at__year=now.year).count(), 1)

    def delete_on(self, *texts):
        with connection.cursor() as cursor:
            for number, text in enumerate(texts):
                cursor.execute("INSERT INTO shop_badge(number, is_deleted, deleted_at) VALUES (%s, 1, %s)",
                               [number, text])

    @override_settings(TIME_ZONE="Asia/Tokyo")
    def test_days(self):
        """Those of the zone in which Python shows them."""
        self.delete_on("2026-01-31 12:00:00.000", "2026-01-31 20:00:00.000")
        rows = Badge.everything.all()
        self.assertEqual([time.isoformat() for time in rows.order_by("number").values_list("deleted_at", flat=True)],
                         ["2026-01-31T12:00:00+00:00", "2026-01-31T20:00:00+00:00"])
        tokyo = timezone.get_current_timezone()
        days = rows.order_by("number").annotate(day=TruncDay("deleted_at")).values_list("day", flat=True)
        self.assertEqual([day.isoformat() for day in days], ["2026-01-31T00:00:00+09:00", "2026-02-01T00:00:00+09:00"])
        self.assertEqual([month.month for month in rows.datetimes("deleted_at", "month")], [1, 2])
        counts = rows.annotate(day=TruncDay("deleted_at")).values("day").annotate(n=models.Count("pk")).order_by("day")
        self.assertEqual([(row["day"].day, row["n"]) for row in counts], [(31, 1), (1, 1)])
        self.assertEqual(rows.filter(deleted_at__date=date(2026, 2, 1)).count(), 1)
        latest = rows.aggregate(latest=models.Max("deleted_at"))["latest"]
        self.assertEqual(latest.astimezone(tokyo).isoformat(), "2026-02-01T05:00:00+09:00")

    @override_settings(USE_TZ=False, TIME_ZONE="Asia/Tokyo")
    def test_days_without_time_zones(self):
        """Python shows local times, and the database truncates UTC."""
        self.delete_on("2026-01-31 20:00:00.000")
        rows = Badge.everything.annotate(day=TruncDay("deleted_at"))
        self.assertEqual(rows.values_list("deleted_at", "day").get(),
                         (datetime(2026, 2, 1, 5), datetime(2026, 1, 31)))

    def test_a_zone_of_the_database(self):
        self.delete_on("2026-01-31 20:00:00.000")
        with mock.patch.dict(connection.settings_dict, TIME_ZONE="Asia/Tokyo"):
            self.forget_zone()
            self.addCleanup(self.forget_zone)
            time = Badge.everything.get().deleted_at
            self.assertEqual(time.isoformat(), "2026-01-31T20:00:00+00:00")
            self.assertEqual(Badge.everything.filter(deleted_at=time).count(), 1)

    def forget_zone(self):
        for name in ("timezone", "timezone_name"):
            connection.__dict__.pop(name, None)
