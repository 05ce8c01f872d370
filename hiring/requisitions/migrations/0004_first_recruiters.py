from django.db import migrations

FIRST_RECRUITER = """
    UPDATE requisitions_requisition AS job SET recruiter_id = (
        SELECT user_id FROM requisitions_hiringteammember
        WHERE requisition_id = job.id AND role = 'recruiter' ORDER BY id LIMIT 1
    ) WHERE recruiter_id IS NULL
"""


class Migration(migrations.Migration):
    """The first recruiter of each hiring team owns its job, as in jobs made from now on."""

    dependencies = [("requisitions", "0003_owners")]

    operations = [migrations.RunSQL(FIRST_RECRUITER, migrations.RunSQL.noop)]
