from django.db import migrations, models

# Every seat that is or was held, with its loop, as the app below knows seats from now on.
STATES = """
INSERT INTO pipeline_participant (application_id, user_id, seat_id, loop_id, state)
SELECT l.application_id, s.user_id, s.id, l.id,
       CASE WHEN s.status <> 'active' THEN 'left'
            WHEN s.submitted_at IS NULL THEN 'owes'
            ELSE 'submitted' END
  FROM interviews_seat s
  JOIN interviews_interview i ON i.id = s.interview_id
  JOIN interviews_loop l ON l.id = i.loop_id
    ON CONFLICT (seat_id, user_id)
    DO UPDATE SET loop_id = excluded.loop_id, state = excluded.state
"""
OPENED = """
UPDATE pipeline_participant p SET opened_at = now()
 WHERE p.state = 'submitted' AND NOT EXISTS (
       SELECT 1 FROM pipeline_participant o WHERE o.loop_id = p.loop_id AND o.state = 'owes')
"""


class Migration(migrations.Migration):
    dependencies = [
        ("interviews", "0002_a_seat_has_its_interviews_time"),
        ("pipeline", "0006_blindness_from_own_tables"),
    ]

    operations = [
        migrations.AddField(
            model_name="seat", name="is_late", field=models.BooleanField(default=False)
        ),
        migrations.RunSQL([STATES, OPENED], migrations.RunSQL.noop),
    ]
