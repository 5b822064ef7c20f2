import os
import sys

from django.core.management import execute_from_command_line

sys.path.insert(0, os.getcwd())
os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
execute_from_command_line()
