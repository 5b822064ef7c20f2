"""Spring Data JDBC, with HikariCP and Xerial's driver."""

from orms.orm import java

SPRING_DATA_JDBC = java("spring_data_jdbc")


def test_story(tmp_path):
    SPRING_DATA_JDBC.check(tmp_path)
