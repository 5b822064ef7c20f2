"""PHP's PDO before 8.4. It can't load extensions."""

from hosts.host import Host
from hosts.plain import check

PDO = Host("pdo", probe=["php", "-r", "new PDO('sqlite::memory:');"])


def test_plain_sql(tmp_path):
    check(PDO, tmp_path, "php", "plain.php", refused="SQLSTATE[HY000]: General error: 1 not authorized")
