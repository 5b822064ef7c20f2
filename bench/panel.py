"""Many tables: enabling them at once, and looking after them, in a time that is linear in their number."""
import cost
from measure import Contestant, close, statement

AREA = "panel"
STATUS = "SELECT count(*) FROM softdelete WHERE status = 'ok'"
REPAIR = "SELECT softdelete_repair()"
STORAGES = ("flag", "archive")


def run(bench):
    for storage in STORAGES:
        enabling(bench, storage, 10, 100)
        looking(bench, storage, 50, 500)


def compare(bench, what, few, many, times):
    first, second = times["%s %d" % (what, few)], times["%s %d" % (what, many)]
    bench.compare("%s, %d tables" % (what, many), second, "%d tables" % few, first)
    bench.compare("%s, each of %d tables" % (what, many), second and second / many,
                  "each of %d tables" % few, first and first / few, 2.0)


def enabling(bench, storage, few, many):
    bench.section(AREA, "chains of tables, ON DELETE CASCADE, storage = %s" % storage)
    sql = "INSERT INTO softdelete(table_name, storage) SELECT name, '%s' %s" % (storage, cost.TABLES)
    plain = {count: bench.template(cost.chain(count)) for count in (few, many)}
    times = bench.race([Contestant("enabling %d" % count, template, statement(sql), (STATUS, count), True)
                        for count, template in plain.items()])
    compare(bench, "enabling", few, many, times)
    close(*plain.values())


def looking(bench, storage, few, many):
    managed = {}
    for count in (few, many):
        plain = bench.template(cost.chain(count))
        managed[count], _ = cost.manage_all(bench, plain, True, {"storage": storage})
        plain.close()
    jobs = [("status", STATUS), ("softdelete_repair()", REPAIR)]
    times = bench.race([Contestant("%s %d" % (what, count), template, statement(sql), None, True)
                        for what, sql in jobs for count, template in managed.items()])
    for what, _ in jobs:
        compare(bench, what, few, many, times)
    close(*managed.values())
