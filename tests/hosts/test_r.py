"""R's RSQLite."""

from hosts.host import Host
from hosts.story import check

R = Host("r", probe=["Rscript", "-e", "library(RSQLite)"])


def test_story(tmp_path):
    check(R.story(tmp_path, "Rscript", "story.R"), error="Rcpp::exception")


def test_snippet(tmp_path):
    R.snippet(tmp_path, "R", "Rscript", "example.R")
