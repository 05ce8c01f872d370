from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("interviews", "0008_shadows")]

    operations = [
        ValidateConstraint(model_name="seat", name="only_interviewers_submit_scorecards"),
    ]
