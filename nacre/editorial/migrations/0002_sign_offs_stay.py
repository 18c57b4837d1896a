"""The log of sign-offs is one that nobody changes, kept so by the database itself."""

from django.db import migrations

from nacre.editorial.sign_off_guard import SIGN_OFFS


class Migration(migrations.Migration):

    dependencies = [("editorial", "0001_initial")]

    operations = [migrations.RunPython(SIGN_OFFS.put_up, SIGN_OFFS.take_down)]
