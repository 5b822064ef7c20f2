"""The example in headless Chromium: log in, delete a color, see it gone and in the trash, restore it.

The pictures of each step are in build/django/screenshots.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

pytest.importorskip("django.db", reason="needs Debian's python3-django")
webdriver = pytest.importorskip("selenium.webdriver", reason="needs Debian's python3-selenium")

from selenium.webdriver.chrome.service import Service  # noqa: E402
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.support.ui import Select, WebDriverWait  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
MANAGE = ROOT / "examples/django/manage.py"
PICTURES = ROOT / "build/django/screenshots"
DRIVER = shutil.which("chromedriver")

pytestmark = [
    pytest.mark.skipif(not DRIVER, reason="needs chromedriver: install Debian's chromium-driver"),
    pytest.mark.skipif("LD_PRELOAD" in os.environ, reason="Chromium does not run with a sanitizer loaded into it"),
]

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
         "--disable-background-networking", "--disable-component-update", "--window-size=1280,860"]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The address of the project as ./dev django starts it, with a database of its own."""
    folder = tmp_path_factory.mktemp("site")
    environment = {**os.environ, "DJANGO_DATABASE": str(folder / "db.sqlite3")}
    for command in (["migrate", "--verbosity", "0"], ["sample"]):
        subprocess.run([sys.executable, str(MANAGE), *command], env=environment, check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with open(folder / "log", "w") as log:
        server = subprocess.Popen([sys.executable, str(MANAGE), "runserver", "--noreload", f"127.0.0.1:{port}"],
                                  env=environment, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address, server, folder / "log")
        yield address
    finally:
        server.terminate()
        server.wait()


def wait_for(address, server, log):
    until = time.monotonic() + 30
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(address).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the server did not start:\n{log.read_text()}")


@pytest.fixture(scope="module")
def chromium(tmp_path_factory):
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for flag in [*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"]:
        options.add_argument(flag)
    driver = webdriver.Chrome(service=Service(DRIVER), options=options)
    yield driver
    driver.quit()


@pytest.fixture
def browser(chromium, site):
    chromium.delete_all_cookies()
    return Browser(chromium, site)


class Browser:
    def __init__(self, driver, site):
        self.driver, self.site = driver, site

    def open(self, path):
        self.driver.get(self.site + path)

    def text(self):
        return self.driver.find_element(By.TAG_NAME, "body").text

    def link(self, text):
        self.leave(lambda: self.driver.find_element(By.LINK_TEXT, text).click())

    def press(self, selector):
        self.leave(lambda: self.driver.find_element(By.CSS_SELECTOR, selector).click())

    def leave(self, act):
        """Does what leads to another page, and waits for that."""
        page = self.driver.find_element(By.TAG_NAME, "html")
        act()
        WebDriverWait(self.driver, 20).until(lambda driver: gone(page))

    def log_in(self):
        self.open("/login/")
        self.driver.find_element(By.NAME, "username").send_keys("admin")
        self.driver.find_element(By.NAME, "password").send_keys("admin")
        self.press("main button")

    def act(self, action, name):
        """Chooses an action of the admin for the row of a color, and goes."""
        row = self.driver.find_element(By.XPATH, f"//tbody/tr[th/a[text()='{name}']]")
        row.find_element(By.NAME, "_selected_action").click()
        Select(self.driver.find_element(By.NAME, "action")).select_by_value(action)
        self.press("button[name=index]")

    def colors(self):
        """The names on a list of the admin."""
        return [link.text for link in self.driver.find_elements(By.CSS_SELECTOR, "#result_list tbody th a")]

    def decoration(self, name):
        """How the row of a color looks."""
        cell = self.driver.find_element(By.XPATH, f"//tbody/tr/th[a[text()='{name}']]")
        return cell.value_of_css_property("text-decoration")

    def picture(self, name):
        PICTURES.mkdir(parents=True, exist_ok=True)
        assert self.driver.save_screenshot(str(PICTURES / f"{name}.png"))


def gone(element):
    from selenium.common.exceptions import WebDriverException

    try:
        element.is_enabled()
    except WebDriverException:
        return True
    return False


def test_delete_look_and_restore(browser):
    browser.open("/")
    assert "Crimson" in browser.text() and "Lipstick" in browser.text()
    browser.picture("1-home")
    browser.open("/login/")
    browser.picture("2-login")
    browser.log_in()
    assert "Log out" in browser.text()

    browser.link("Admin")
    browser.link("Colors")
    assert "Crimson" in browser.colors()
    browser.picture("3-colors")
    browser.link("Crimson")
    browser.link("Delete")
    assert "Lipstick" in browser.text()
    browser.picture("4-delete")
    browser.press("input[type=submit]")
    assert "The color “Crimson” was moved to the trash." in browser.text()
    assert "Crimson" not in browser.colors()
    browser.picture("5-moved")
    browser.open("/")
    assert "Crimson" not in browser.text() and "Lipstick" not in browser.text()
    assert "In the trash: 1 color." in browser.text()
    browser.picture("6-gone")

    browser.link("Look into the trash")
    assert browser.colors() == ["Crimson"]
    browser.picture("7-trash")
    browser.link("Crimson")
    assert "In the trash since" in browser.text()
    browser.picture("8-deleted-color")
    browser.press("button[value=restore_selected]")
    assert "Restored 1 color, and 2 related objects." in browser.text()
    assert browser.colors() == []
    browser.picture("9-restored")
    browser.open("/")
    assert "Crimson" in browser.text() and "Lipstick" in browser.text()


def test_actions_on_the_list(browser):
    browser.log_in()
    browser.open("/admin/home/color/")
    browser.act("delete_selected", "Teal")
    browser.press("input[type=submit]")
    assert "Moved 1 color to the trash." in browser.text()
    browser.press(".messagelist button")
    assert "Restored 1 color, and 1 related object." in browser.text()
    browser.link("Live")
    browser.act("delete_selected", "Teal")
    browser.press("input[type=submit]")
    browser.link("In the trash")
    browser.act("restore_selected", "Teal")
    browser.link("Live")
    assert "Teal" in browser.colors()


def test_all_marks_what_is_deleted(browser):
    browser.log_in()
    browser.open("/admin/home/color/")
    browser.act("delete_selected", "Plum")
    browser.press("input[type=submit]")
    browser.link("All")
    browser.picture("10-all")
    struck = [name for name in browser.colors() if "line-through" in browser.decoration(name)]
    assert struck == ["Plum"]


def test_purge(browser):
    browser.log_in()
    browser.open("/admin/home/color/")
    browser.act("delete_selected", "Tangerine")
    browser.press("input[type=submit]")
    browser.link("In the trash")
    browser.act("purge_selected", "Tangerine")
    assert "This can't be undone" in browser.text() and "Goldfish" in browser.text()
    browser.picture("11-purge")
    browser.press("input[type=submit]")
    assert "Purged 1 color, and 1 related object." in browser.text()
    browser.link("All")
    assert "Tangerine" not in browser.colors()


def test_a_name_that_the_trash_holds(browser):
    browser.log_in()
    browser.open("/admin/home/color/")
    browser.act("delete_selected", "Navy")
    browser.press("input[type=submit]")
    browser.open("/admin/home/color/add/")
    browser.driver.find_element(By.NAME, "color_name").send_keys("Navy")
    browser.driver.find_element(By.NAME, "color_hex_code").send_keys("#000080")
    browser.press("input[name=_save]")
    assert "A deleted color in the trash has this color name." in browser.text()
    browser.picture("12-name-in-trash")


def test_archive_storage(browser):
    browser.open("/orders/")
    assert "Ada" in browser.text() and "5 l of Crimson" in browser.text()
    browser.picture("13-orders")
    browser.log_in()
    browser.open("/admin/orders/customer/")
    browser.act("delete_selected", "Ada")
    assert "moved to the trash, from where it can be restored" in browser.text()
    browser.picture("14-delete-customer")
    browser.press("input[type=submit]")
    assert "Moved 1 customer to the trash." in browser.text() and browser.colors() == ["Grace", "Mary"]
    browser.picture("15-moved-customer")
    browser.press(".messagelist button")
    assert "Restored 1 customer, and 2 related objects." in browser.text()

    browser.open("/admin/orders/customer/")
    browser.link("Ada")
    browser.link("Delete")
    browser.press("input[type=submit]")
    browser.link("TRASH (1)")
    assert browser.colors() == ["Ada"]
    browser.picture("16-trash-of-customers")
    browser.link("Ada")
    assert "In the trash since" in browser.text()
    browser.picture("17-deleted-customer")
    browser.press("button[value=restore_selected]")
    browser.link("BACK TO WHAT IS LIVE")
    assert browser.colors() == ["Ada", "Grace", "Mary"]
    browser.open("/orders/")
    assert "5 l of Crimson" in browser.text()


def test_purge_from_the_archive(browser):
    browser.log_in()
    browser.open("/admin/orders/customer/")
    browser.act("delete_selected", "Grace")
    browser.press("input[type=submit]")
    browser.open("/admin/orders/deletedorder/")
    assert browser.colors() == ["Teal"]
    browser.picture("18-trash-of-orders")
    browser.open("/admin/orders/deletedcustomer/")
    browser.act("purge_selected", "Grace")
    assert "This can't be undone" in browser.text() and "Orders: 1" in browser.text()
    browser.picture("19-purge-customer")
    browser.press("input[type=submit]")
    assert "Purged 1 customer, and 1 related object." in browser.text()
    assert browser.colors() == []
