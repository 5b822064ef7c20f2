from django.db import migrations

from softdelete_django.operations import EnableSoftDelete

MODELS = ["Palette", "Label", "Swatch", "Mixture", "Folder", "Place", "Gallery", "Picture", "Series", "Print", "Left",
          "Right", "Seal", "Note", "Easel"]


class Migration(migrations.Migration):
    dependencies = [("studio", "0001_initial")]
    operations = [EnableSoftDelete(name, storage="archive") for name in MODELS]
