"""A seat is at its interview's time: a key over both columns."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("interviews", "0001_initial")]

    operations = [
        migrations.RunSQL(
            """
            ALTER TABLE interviews_seat
                ADD CONSTRAINT a_seat_has_its_interviews_time
                FOREIGN KEY (interview_id, during)
                REFERENCES interviews_interview (id, during)
                DEFERRABLE INITIALLY DEFERRED
            """,
            "ALTER TABLE interviews_seat DROP CONSTRAINT a_seat_has_its_interviews_time",
        )
    ]
