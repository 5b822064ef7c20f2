"""Shows the values in the assertions of the helpers too."""

import pytest

pytest.register_assert_rewrite("hosts.host", "clusters.engine", "clusters.story")
